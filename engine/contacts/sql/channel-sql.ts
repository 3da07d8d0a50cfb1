/** How one channel finds its meetings, and what it takes to expect them. */
export interface ChannelSql {
  /** The events it reads; without rows of them there is nothing to do. */
  readonly source: 'stay' | 'leg' | 'passage' | 'shipment' | 'conversation';
  /** Queries kept under a name, in order; each may read those before it. */
  readonly steps: readonly (readonly [table: string, query: string])[];
  /** Kept after the steps: of those who were in a crowd together, the pairs that are looked at. */
  readonly again?: MetAgain;
  /**
   * Meetings (a, b, cell, slot, moment, record_a, record_b, crowd). Undirected channels give a < b. `cell` is the place and
   * hour of a habit, `slot` the one occasion within it: two records of one slot are one encounter. `moment` is the instant
   * from which both were there; `crowd` is how many people were there.
   */
  readonly meetings: string;
  /** Visits (person, cell, visits): how often each person is where such meetings happen, in the unit of an encounter. */
  readonly visits: Visits;
  /**
   * Occasions (cell, slots) that a visit of the cell may fall on, as far as they can be counted without looking at who was
   * there with whom: two visits of a quiet place coincide by chance once in so many.
   */
  readonly slots: string;
  /**
   * Encounters (cell, encounters_micro, in millionths) that chance gives all pairs together, where they can be told from
   * those of people who travel together; default: the slots met in, of which each pair's own are left out.
   */
  readonly chance?: string;
  /**
   * Encounters (cell, encounters_micro, in millionths) of all pairs, where not all of them are meetings; default: the slots
   * met in.
   */
  readonly encounters?: string;
  /**
   * Where not everybody who met is looked at: who was where (person, cell, slot, moment, record_id, crowd), kept to answer
   * for the others.
   */
  readonly sightings?: string;
  /**
   * Where people meet by chance: from how many trips on two are tested. Where meetings are made on purpose there are no
   * strangers to count.
   */
  readonly strangers?: { readonly tripsMin: number };
  /**
   * Encounters by cell (cell, encounters) of those who are tied in a channel before this one (`tied`); they and parties of up
   * to `partyMost`, a tie by itself, are no chance and left out of the encounters. Default: all are chance.
   */
  readonly tiedEncounters?: string;
  readonly partyMost?: number;
  /** Queries in place of those of `expectationSteps` of the same name, where habits were counted before. */
  readonly counted?: Readonly<Record<string, string>>;
  /** Lags of a pair (a, b, lag_sum, lag_square_sum, lags, ahead, behind), of the channel that has them. */
  readonly lags?: string;
  /** Yields one number `n`: records left out because too many people were at that place and time. */
  readonly capped?: string;
}

/** Pairs (a, b) of the people of a crowd who met on days far enough apart to be two trips, or in a small party. */
export interface MetAgain {
  readonly table: string;
  /** The table (slot, person, day, crowd), slots from 1, that the query reads. */
  readonly seen: string;
  readonly query: string;
  readonly daysApart: number;
  readonly partyMost: number;
}

/** Visits of a directed channel differ by side: what somebody sends and what somebody gets. */
export type Visits = string | { readonly from: string; readonly to: string };
