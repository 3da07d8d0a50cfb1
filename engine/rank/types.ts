export type RankRole = 'user' | 'retailer' | 'supplier';

/** One role's scores of the people in reach, before ordering; arrays run parallel. */
export interface RoleScores {
  readonly role: RankRole;
  readonly score: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Who may be ranked, and the facts that allow it; arrays run parallel to the scores. */
export interface Candidates {
  readonly person: Int32Array;
  readonly hops: Int32Array;
  /** Records that tie the person to somebody nearer to an established case; at least 1. */
  readonly facts: Int32Array;
}
