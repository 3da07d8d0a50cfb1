/** Who passed which gate when, in order of gate, time and person; parallel arrays, epoch seconds. */
export interface Passages {
  readonly person: Int32Array;
  readonly gate: Int32Array;
  readonly at: Float64Array;
}

/** One passage a person, gate and second, without what was too crowded; `cell` is the gate in its hour of the week. */
export interface KeptPassages extends Passages {
  readonly cell: Int32Array;
  /** Passages left out because their gate and bucket of time had too many. */
  readonly capped: number;
}

export interface KeepOptions {
  readonly bucketSeconds: number;
  /** A gate's bucket of more passages than this is left out and counted. */
  readonly crowdMax: number;
  readonly utcOffsetSeconds: number;
}

/** Hours of a working day and of a weekend day. */
export const hoursOfHabit = 48;
const daySeconds = 86400;

/** The part of the week an instant falls in: twice the local hour, one more on Saturday and Sunday; 0 to 47. */
export function hourOfHabit(at: number, utcOffsetSeconds: number): number {
  const local = at + utcOffsetSeconds;
  const day = Math.floor(local / daySeconds);
  const hour = Math.floor((local - day * daySeconds) / 3600);
  // 1970-01-01 was a Thursday.
  const fromMonday = (((day + 3) % 7) + 7) % 7;
  return 2 * hour + (fromMonday >= 5 ? 1 : 0);
}

/** Drops repeated passages and crowded buckets; the order stays. */
export function keepPassages({ person, gate, at }: Passages, options: KeepOptions): KeptPassages {
  const { bucketSeconds, crowdMax, utcOffsetSeconds } = options;
  const rows = person.length;
  const kept = new Int32Array(rows);
  let size = 0;
  let capped = 0;
  for (let i = 0; i < rows; ) {
    const start = size;
    const here = gate[i];
    const bucket = Math.floor(at[i] / bucketSeconds);
    for (; i < rows && gate[i] === here && Math.floor(at[i] / bucketSeconds) === bucket; i++) {
      const before = size > start ? kept[size - 1] : -1;
      if (before < 0 || person[before] !== person[i] || at[before] !== at[i]) kept[size++] = i;
    }
    if (size - start <= crowdMax) continue;
    capped += size - start;
    size = start;
  }
  const result = {
    person: new Int32Array(size),
    gate: new Int32Array(size),
    at: new Float64Array(size),
    cell: new Int32Array(size),
    capped,
  };
  for (let k = 0; k < size; k++) {
    const i = kept[k];
    result.person[k] = person[i];
    result.gate[k] = gate[i];
    result.at[k] = at[i];
    result.cell[k] = gate[i] * hoursOfHabit + hourOfHabit(at[i], utcOffsetSeconds);
  }
  return result;
}

/**
 * Of each cell, the pairs of passages in one hour of one day. `cell` and `at` in order of gate and time, so that those
 * of one hour lie side by side.
 */
export function pairsWithinHours({ cell, at }: KeptPassages, cells: number): Float64Array {
  const pairs = new Float64Array(cells);
  for (let i = 0; i < cell.length; ) {
    const start = i;
    // An hour of one weekday comes back a day later at the earliest.
    while (i < cell.length && cell[i] === cell[start] && at[i] - at[start] < daySeconds / 2) i++;
    pairs[cell[start]] += ((i - start) * (i - start - 1)) / 2;
  }
  return pairs;
}
