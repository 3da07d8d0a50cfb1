import { type Journal, missing } from './journal.ts';
import type { ByPerson } from './parcel-signs.ts';

export interface CallMoves {
  /** Share of a person's calls that a journey follows within the window; NaN without calls or without journeys. */
  readonly followedShare: Float32Array;
  /** log2 of such calls over what the same number of calls at any time would give, each plus one half. */
  readonly lift: Float32Array;
  /** Median hours from a call to the next journey. */
  readonly lagHours: Float32Array;
}

/**
 * Calls and the journeys (legs and passages, a pause of six hours between two) that follow them.
 * @param spanSeconds length of the records
 */
export function callMoves(
  journal: Journal,
  calls: ByPerson,
  callAt: Float64Array,
  spanSeconds: number,
  windowSeconds = 21600,
): CallMoves {
  const { persons } = journal;
  const result = { followedShare: missing(persons), lift: missing(persons), lagHours: missing(persons) };
  for (let i = 0; i < persons; i++) {
    const count = calls.offsets[i + 1] - calls.offsets[i];
    const starts = count === 0 ? [] : journeyStarts(journal, i);
    if (starts.length === 0) continue;
    let followed = 0;
    const hours: number[] = [];
    let next = 0;
    for (let s = calls.offsets[i]; s < calls.offsets[i + 1]; s++) {
      const at = callAt[calls.rows[s]];
      while (next < starts.length && starts[next] < at) next++;
      if (next === starts.length) break;
      hours.push((starts[next] - at) / 3600);
      if (starts[next] - at <= windowSeconds) followed++;
    }
    result.followedShare[i] = followed / count;
    const expected = count * Math.min(1, covered(starts, windowSeconds) / spanSeconds);
    result.lift[i] = Math.log2((followed + 0.5) / (expected + 0.5));
    if (hours.length > 0) result.lagHours[i] = hours.sort((a, b) => a - b)[hours.length >> 1];
  }
  return result;
}

function journeyStarts({ offsets, at, kind }: Journal, i: number): number[] {
  const starts: number[] = [];
  let last = -Infinity;
  for (let r = offsets[i]; r < offsets[i + 1]; r++) {
    if (kind[r] === 0) continue;
    if (at[r] - last > 21600) starts.push(at[r]);
    last = at[r];
  }
  return starts;
}

/** Seconds that lie within the window before any of the instants. */
function covered(starts: readonly number[], windowSeconds: number): number {
  let sum = 0;
  for (let s = 0; s < starts.length; s++)
    sum += s === 0 ? windowSeconds : Math.min(windowSeconds, starts[s] - starts[s - 1]);
  return sum;
}
