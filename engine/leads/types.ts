import type { LeadState } from './states.ts';

export type LeadRole = 'user' | 'retailer' | 'supplier';
export type Band = 'strong' | 'moderate' | 'weak';

/** A sentence in both languages of the people who read it. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** One tested contact on the way from the person to an established case. */
export interface PathStep {
  readonly from: string;
  readonly to: string;
  readonly channel: string;
  /** Independent trips or stays together, and how many chance gives. */
  readonly count: number;
  readonly expected: number;
  readonly first: number;
  readonly last: number;
  readonly records: readonly string[];
}

export interface Reason extends Words {
  readonly feature: string;
  /** What it adds to the raw score, in log-odds. */
  readonly weight: number;
}

/** What a lead stands on. */
export interface LeadEvidence {
  /** The established case that the path ends at, and in which role its person stands there. */
  readonly caseId: string;
  readonly established: LeadRole;
  readonly establishedAt: number;
  /** Shortest way from the person to that case, over tested contacts only. */
  readonly path: readonly PathStep[];
  /** Tested contacts with people nearer to a case, strongest first. */
  readonly contacts: readonly PathStep[];
  /** All of those, counted per channel. */
  readonly channels: readonly { readonly channel: string; readonly contacts: number; readonly meetings: number }[];
  readonly reasonsFor: readonly Reason[];
  readonly reasonsAgainst: readonly Reason[];
  readonly innocent: readonly Words[];
  readonly wouldChange: readonly Words[];
  /** Record ids that were not known when somebody last said no; empty on a first look. */
  readonly whatIsNew: readonly string[];
}

/** One person of a ranking with everything a lead needs; made by the line, judged here. */
export interface LeadDraft {
  readonly person: string;
  readonly role: LeadRole;
  readonly area: string | null;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly model: string;
  readonly run: string;
  readonly asOf: number;
  readonly hops: number;
  readonly evidence: LeadEvidence;
  /** Every record id of every contact of the person, told or not: what is not among them is new. */
  readonly known: readonly string[];
  /** True for somebody drawn at random from those the ranking did not flag. */
  readonly sample: boolean;
}

export interface LeadRow {
  readonly id: string;
  readonly person: string;
  readonly role: LeadRole;
  readonly area: string | null;
  readonly unit: string | null;
  readonly case_id: string;
  readonly state: LeadState;
  readonly priority: number;
  readonly band: Band;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly model: string;
  readonly run: string;
  readonly as_of: number;
  readonly hops: number;
  readonly sample: number;
  readonly blind: number;
  readonly proposed_at: number;
  readonly expires_at: number;
  readonly lock_by: string | null;
  readonly lock_until: number;
  readonly opened_by: string | null;
  readonly decided_by: string | null;
  readonly steps: number;
}

export interface Step {
  readonly act: string;
  /** State the step led to. */
  readonly state: LeadState;
  readonly by: string;
  readonly at: number;
  readonly code: string;
  readonly reason: string;
}

/** A lead in a list: nothing that its evidence tells. Band and score are null while it is judged blind. */
export interface LeadLine {
  readonly id: string;
  readonly person: string;
  readonly role: LeadRole;
  readonly area: string | null;
  readonly unit: string | null;
  readonly state: LeadState;
  readonly band: Band | null;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly model: string;
  readonly asOf: number;
  readonly proposedAt: number;
  readonly expiresAt: number;
  readonly lockedBy: string | null;
  readonly lockUntil: number;
  /** Steps taken so far: tells one version of the lead from another. */
  readonly version: number;
  readonly notEvidence: Words;
  readonly mayBeUsedFor: Words;
}

/** A lead with its evidence. Reasons are left out while it is judged blind. */
export interface LeadView extends LeadLine {
  readonly evidence: LeadEvidence;
  readonly steps: readonly Step[];
  readonly blind: boolean;
}

export interface Label {
  readonly lead: string;
  readonly person: string;
  readonly role: LeadRole | 'cleared';
  readonly basis: string;
  readonly establishedAt: number;
  /** False where the look was drawn at random. */
  readonly promptedByScore: boolean;
}
