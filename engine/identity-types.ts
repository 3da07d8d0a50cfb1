import type { ChannelAnswer } from './contacts/index.ts';
import type { FindingKind } from './identity/index.ts';
import type { EvidenceLine } from './resolve/index.ts';

/** Who is who, and who was in contact with whom: states of identifiers, decisions, reasons. Instants are epoch seconds. */

/**
 * A state of one identifier or of two over time: a succession, a phone in two hands, an id in two places; or a scout, where A
 * drives ahead of B.
 */
export interface Finding {
  /** Stays the same from run to run while the state is about the same identifiers. */
  readonly finding: string;
  readonly kind: FindingKind;
  readonly probability: number;
  /** Pseudonyms as they were before this state joined anything. */
  readonly person_a: string;
  readonly person_b: string | null;
  /** In clear for published research data only, else null. */
  readonly identifier_a: string | null;
  readonly identifier_b: string | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly record_count: number;
  /** The first of the records behind it. */
  readonly records: readonly string[];
  /** In words, each part with its weight in nats. */
  readonly evidence: string;
  readonly weights: readonly EvidenceLine[];
  /** True where the two are one person because of it. */
  readonly joined: boolean;
}

export interface FindingsQuery {
  readonly kind?: FindingKind;
  /** A run other than the newest. */
  readonly runId?: string;
  /** Only about people in reach of an established case, and without identifiers whatever the records are. */
  readonly inReach?: boolean;
  /** Rows to skip and rows wanted; default all. */
  readonly offset?: number;
  readonly top?: number;
}

export interface Findings {
  readonly runId: string;
  readonly asOf: number;
  /** Findings that fit, over all pages. */
  readonly total: number;
  readonly rows: readonly Finding[];
  readonly notices: readonly string[];
}

export interface IdentityDecisionRequest {
  readonly finding: string;
  readonly decision: 'same' | 'not_same';
  readonly reason: string;
  /** Who decides. */
  readonly by?: string;
}

/** A decision about two persons, each named by a pseudonym or by a record of theirs. */
export interface SamenessRequest {
  readonly a: string;
  readonly b: string;
  readonly decision: 'same' | 'not_same';
  readonly by: string;
  readonly reason: string;
}

/** A decision in force, without the identifiers it is about. */
export interface IdentityDecisionView {
  readonly decision: 'same' | 'not_same';
  readonly person_a: string;
  readonly person_b: string;
  readonly by: string | null;
  readonly at: number;
  readonly reason: string;
}

export interface DecisionReceipt {
  readonly finding: string;
  readonly decision: 'same' | 'not_same';
  readonly at: number;
  readonly notices: readonly string[];
}

/** Why two pseudonyms, or the persons of two records, are one, or are not: a weight a line, in bits. */
export interface Sameness {
  readonly a: string;
  readonly b: string;
  /** The persons behind them, as pseudonyms; null where nobody is known. */
  readonly person_a: string | null;
  readonly person_b: string | null;
  readonly same: boolean;
  readonly lines: readonly SamenessLine[];
}

/** Why two people are a contact, or why not: a line a channel (and direction). */
export interface ContactWhy {
  readonly runId: string;
  readonly asOf: number;
  /** Pseudonyms. */
  readonly a: string;
  readonly b: string;
  readonly contact: boolean;
  /** Of the fused edge; 0 where there is none. */
  readonly weight: number;
  readonly lines: readonly (Omit<ChannelAnswer, 'from' | 'to'> & { readonly from: string; readonly to: string })[];
}

export interface SamenessLine extends EvidenceLine {
  // `weight` is in bits here: log2 odds.
  /** The finding it comes from, where there is one. */
  readonly finding: string | null;
}
