import type { Passages } from './gate-passages.ts';
import { groupedOrder } from './grouped-order.ts';
import { type JourneyOptions, type Meeting, steadyJourneys } from './steady-journeys.ts';

/** Pairs of whom one kept ahead of the other at a steady distance, by who is ahead and who follows; parallel arrays. */
export interface SteadyLags {
  readonly ahead: Int32Array;
  readonly behind: Int32Array;
  /** Journeys on which the distance was kept, their legs, and gates passed on them. */
  readonly journeys: Int32Array;
  readonly legs: Int32Array;
  readonly gates: Int32Array;
  /** How long after the one ahead the other came, and how much that differed within a journey (standard deviation). */
  readonly lagSeconds: Float64Array;
  readonly spreadSeconds: Float64Array;
  /** Passages of pair k from `offsets[k]` to `offsets[k + 1]` in order of time, as rows of the input. */
  readonly offsets: Int32Array;
  readonly passageAhead: Int32Array;
  readonly passageBehind: Int32Array;
  /** Passages left out because too many came after them. */
  readonly capped: number;
}

export interface SteadyLagOptions extends JourneyOptions {
  readonly persons: number;
  /** The lag is above the first and up to the second: who is closer goes together. */
  readonly nearSeconds: number;
  readonly farSeconds: number;
  /** Gates passed one behind the other, and legs, that make a pair worth telling of. */
  readonly gatesMin: number;
  readonly legsMin: number;
  /** A passage after which more than this come within the time is left out and counted. */
  readonly crowdMax: number;
}

/**
 * Who follows whom over a journey, gate after gate, with one lag. Person by person, so that memory does not grow with the
 * pairs: those behind are counted first, and only who came behind often enough is looked at.
 * @param passages in order of gate, time and person; a person's own ones of a gate within `nearSeconds` count once
 */
export function steadyLags(passages: Passages, options: SteadyLagOptions): SteadyLags {
  const { person } = passages;
  const { persons, gatesMin } = options;
  const { starts, order } = groupedOrder(person, persons);
  const window = windows(passages, starts, order, options);
  const behind = new Int32Array(persons);
  const found: Kept[] = [];
  for (let ahead = 0; ahead < persons; ahead++) {
    const own = order.subarray(starts[ahead], starts[ahead + 1]);
    if (own.length < gatesMin) continue;
    const count = (add: number): void => {
      for (let k = 0; k < own.length; k++)
        for (let x = window.from[own[k]]; x < window.to[own[k]]; x++) behind[person[x]] += add;
    };
    count(1);
    const meetings: Meeting[] = [];
    for (let k = 0; k < own.length; k++)
      for (let x = window.from[own[k]]; x < window.to[own[k]]; x++)
        if (behind[person[x]] >= gatesMin && person[x] !== ahead && window.repeated[x] === 0)
          meetings.push({ first: own[k], second: x });
    count(-1);
    keepPairs(passages, meetings, options, found);
  }
  return columnsOf(passages, found, window.capped);
}

/** Of each passage, the rows of its gate that come after it within the time; none where it repeats or is crowded. */
interface Windows {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1: the person's own passage just before is the same one, a plate and an id read at one gate. */
  readonly repeated: Uint8Array;
  readonly capped: number;
}

function windows(
  { gate, at }: Passages,
  starts: Int32Array,
  order: Int32Array,
  { persons, nearSeconds, farSeconds, shiftSeconds, crowdMax }: SteadyLagOptions,
): Windows {
  const rows = gate.length;
  const result = { from: new Int32Array(rows), to: new Int32Array(rows), repeated: new Uint8Array(rows) };
  for (let p = 0; p < persons; p++)
    for (let k = starts[p] + 1; k < starts[p + 1]; k++) {
      const [before, row] = [order[k - 1], order[k]];
      if (gate[before] === gate[row] && at[row] - at[before] <= nearSeconds) result.repeated[row] = 1;
    }
  let capped = 0;
  for (let first = 0; first < rows; ) {
    let end = first + 1;
    while (end < rows && gate[end] === gate[first]) end++;
    // Rows are in order of time, so both ends of the window only move on.
    for (let row = first, from = first, to = first; row < end; row++) {
      while (from < end && at[from] <= at[row] + shiftSeconds + nearSeconds) from++;
      while (to < end && at[to] <= at[row] + shiftSeconds + farSeconds) to++;
      if (result.repeated[row] === 1) continue;
      if (to - from > crowdMax) capped++;
      else [result.from[row], result.to[row]] = [from, Math.max(from, to)];
    }
    first = end;
  }
  return { ...result, capped };
}

interface Kept extends ReturnType<typeof steadyJourneys> {}

/** Meetings of one person with all who came behind -> the pairs that kept their distance. */
function keepPairs(passages: Passages, meetings: Meeting[], options: SteadyLagOptions, found: Kept[]): void {
  const { person, at } = passages;
  meetings.sort(
    (m, o) =>
      person[m.second] - person[o.second] || at[m.second] - at[o.second] || m.second - o.second || m.first - o.first,
  );
  for (let start = 0; start < meetings.length; ) {
    let end = start + 1;
    while (end < meetings.length && person[meetings[end].second] === person[meetings[start].second]) end++;
    if (end - start >= options.gatesMin) {
      const kept = steadyJourneys(passages, meetings.slice(start, end), options);
      if (kept.gates >= options.gatesMin && kept.legs >= options.legsMin) found.push(kept);
    }
    start = end;
  }
}

function columnsOf({ person }: Passages, found: readonly Kept[], capped: number): SteadyLags {
  const offsets = new Int32Array(found.length + 1);
  for (const [k, { meetings }] of found.entries()) offsets[k + 1] = offsets[k] + meetings.length;
  const all = found.flatMap(({ meetings }) => meetings);
  return {
    ahead: Int32Array.from(found, ({ meetings }) => person[meetings[0].first]),
    behind: Int32Array.from(found, ({ meetings }) => person[meetings[0].second]),
    journeys: Int32Array.from(found, ({ journeys }) => journeys),
    legs: Int32Array.from(found, ({ legs }) => legs),
    gates: Int32Array.from(found, ({ gates }) => gates),
    lagSeconds: Float64Array.from(found, ({ lagSeconds }) => lagSeconds),
    spreadSeconds: Float64Array.from(found, ({ spreadSeconds }) => spreadSeconds),
    offsets,
    passageAhead: Int32Array.from(all, ({ first }) => first),
    passageBehind: Int32Array.from(all, ({ second }) => second),
    capped,
  };
}
