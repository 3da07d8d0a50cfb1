/** How one channel finds its meetings. */
export interface ChannelSql {
  /** Queries kept under a name, in order; each may read those before it. */
  readonly steps: readonly (readonly [table: string, query: string])[];
  /**
   * Meetings (a, b, moment, record_a, record_b, crowd). Undirected channels give a < b; `moment` is the instant from which both
   * were there; `crowd` is how many people were there: two of forty say less than two of two.
   */
  readonly meetings: string;
  /** Yields one number `n`: records left out because too many people were at that place and time. */
  readonly capped?: string;
}
