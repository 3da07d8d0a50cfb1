/** States of identifiers over time, each with a probability and the records behind it. */
export const findingKinds = Object.freeze([
  'burner_succession',
  'shared_phone',
  'phone_changes_hands',
  'shared_plate',
  'plate_changes_hands',
  'borrowed_id',
  'cloned_plate',
  'impossible_travel',
  'cannot_link',
  'merge',
] as const);
export type FindingKind = (typeof findingKinds)[number];

/** One line of the reason: what was looked at, and its weight in nats (positive: for the state). */
export interface EvidenceLine {
  readonly what: string;
  readonly weight: number;
}

/** A state about one identifier or two. Identifiers are sealed: `i:` national id, `p:` phone, `v:` plate. */
export interface IdentifierState {
  readonly kind: FindingKind;
  readonly probability: number;
  readonly identifierA: string;
  readonly identifierB: string | undefined;
  /** What changed hands or was shared, where A and B are its holders. */
  readonly subject?: string;
  /** Epoch seconds of the first and the last record behind it. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly recordCount: number;
  /** The first of the records, in time order. */
  readonly records: readonly string[];
  readonly evidence: readonly EvidenceLine[];
}

/** What a person decided about two identifiers; no later run overrides it. */
export interface IdentityDecision {
  readonly decision: 'same' | 'not_same';
  readonly identifierA: string;
  readonly identifierB: string;
  readonly finding: string;
  readonly reason: string;
  /** Who decided; absent in decisions written before names were asked for. */
  readonly by?: string;
  /** Epoch seconds. */
  readonly at: number;
}

/** Two identifiers to be one person, and why. */
export interface IdentityLink {
  readonly identifierA: string;
  readonly identifierB: string;
  readonly probability: number;
  readonly state: IdentifierState | undefined;
}

export interface Lifetimes {
  readonly states: readonly IdentifierState[];
  readonly links: readonly IdentityLink[];
  /** What was capped or could not be looked at, in sentences. */
  readonly notices: readonly string[];
}
