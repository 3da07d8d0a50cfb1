/**
 * What every person did, in flat arrays: rows of person i stand at offsets[i] .. offsets[i + 1] in order of time.
 * Places are numbers of `Places`; -1 is unknown.
 */
export interface Journal {
  readonly persons: number;
  readonly offsets: Uint32Array;
  /** Epoch seconds. */
  readonly at: Float64Array;
  /** When a stay or a leg ended, epoch seconds; NaN where it is not known. */
  readonly until: Float64Array;
  /** 0 stay, 1 leg, 2 passage of a checkpoint. */
  readonly kind: Int32Array;
  /** The hotel, the boarding place or the checkpoint. */
  readonly place: Int32Array;
  /** Where a leg ends. */
  readonly other: Int32Array;
  /** Means of transport, 0 to 4; 5 for a passage by road; -1 for a stay. */
  readonly mode: Int32Array;
  /** 1 inland, -1 towards the border, 0 neither or unknown. */
  readonly way: Int32Array;
}

export const journalKind = Object.freeze({ stay: 0, leg: 1, passage: 2 });

/** Places by number. */
export interface Places {
  readonly count: number;
  /** Share of the places with a known distance that lie nearer to the border, 0 to 1; NaN where unknown. */
  readonly borderRank: Float32Array;
  /** Degrees; NaN where unknown. */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Number of the area; -1 where unknown. */
  readonly area: Int32Array;
}

/** Row starts of a column of person numbers in rising order. */
export function rowOffsets(persons: number, person: Int32Array): Uint32Array {
  const offsets = new Uint32Array(persons + 1);
  for (let r = 0; r < person.length; r++) offsets[person[r] + 1]++;
  for (let i = 0; i < persons; i++) offsets[i + 1] += offsets[i];
  return offsets;
}

/** A column of missing values. */
export const missing = (length: number): Float32Array => new Float32Array(length).fill(NaN);
