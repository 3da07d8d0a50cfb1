import type { Passages } from './gate-passages.ts';

/** Two passages of one gate, as rows: of the one ahead and of the one behind. */
export interface Meeting {
  readonly first: number;
  readonly second: number;
}

export interface JourneyOptions {
  /** All lags of one journey lie within this of each other. */
  readonly steadySeconds: number;
  /** A longer break between two gates ends a leg, and a journey. */
  readonly legGapSeconds: number;
  readonly journeyGapSeconds: number;
  /** A journey of fewer gates says nothing. */
  readonly journeyGatesMin: number;
  /** The one ahead is taken to have passed so much later: whoever keeps a distance to another day does so by chance. */
  readonly shiftSeconds: number;
}

export interface SteadyJourneys {
  readonly journeys: number;
  readonly legs: number;
  readonly gates: number;
  readonly lagSeconds: number;
  readonly spreadSeconds: number;
  /** Those with the lag of their journey, in order of time. */
  readonly meetings: readonly Meeting[];
}

/**
 * Meetings of one pair, in order of time -> journeys on which the lag stayed the same. Of each journey the lags that most
 * gates agree on are taken, of as many the ones on more legs.
 */
export function steadyJourneys(
  passages: Passages,
  meetings: readonly Meeting[],
  options: JourneyOptions,
): SteadyJourneys {
  const { at } = passages;
  const lag = ({ first, second }: Meeting): number => at[second] - at[first] - options.shiftSeconds;
  const kept: Meeting[] = [];
  let [journeys, legs, gates, sum, squares] = [0, 0, 0, 0, 0];
  for (let from = 0; from < meetings.length; ) {
    let to = from + 1;
    while (to < meetings.length && at[meetings[to].second] - at[meetings[to - 1].second] <= options.journeyGapSeconds)
      to++;
    const journey = meetings.slice(from, to);
    from = to;
    if (journey.length < options.journeyGatesMin) continue;
    const best = mostSteady(passages, journey, lag, options);
    if (best.gates < options.journeyGatesMin) continue;
    journeys++;
    legs += best.legs;
    gates += best.gates;
    const mean = best.meetings.reduce((total, one) => total + lag(one), 0) / best.meetings.length;
    for (const one of best.meetings) {
      sum += lag(one);
      squares += (lag(one) - mean) ** 2;
      kept.push(one);
    }
  }
  const size = Math.max(1, kept.length);
  return {
    journeys,
    legs,
    gates,
    lagSeconds: sum / size,
    spreadSeconds: Math.sqrt(squares / size),
    meetings: kept,
  };
}

interface Steady {
  readonly gates: number;
  readonly legs: number;
  readonly meetings: readonly Meeting[];
}

function mostSteady(
  passages: Passages,
  journey: readonly Meeting[],
  lag: (meeting: Meeting) => number,
  { steadySeconds, legGapSeconds }: JourneyOptions,
): Steady {
  let best: Steady = { gates: 0, legs: 0, meetings: [] };
  const lags = journey.map(lag);
  for (const least of new Set(lags)) {
    const agree = journey.filter((_, i) => lags[i] >= least && lags[i] <= least + steadySeconds);
    if (agree.length < best.gates) continue;
    const counted = { ...legsAndGates(passages, agree, legGapSeconds), meetings: agree };
    if (counted.gates > best.gates || (counted.gates === best.gates && counted.legs > best.legs)) best = counted;
  }
  return best;
}

/** A gate counts once a leg. */
function legsAndGates(
  { gate, at }: Passages,
  meetings: readonly Meeting[],
  legGapSeconds: number,
): { readonly legs: number; readonly gates: number } {
  let legs = 0;
  let gates = 0;
  let seen = new Set<number>();
  for (const [i, { second }] of meetings.entries()) {
    if (i === 0 || at[second] - at[meetings[i - 1].second] > legGapSeconds) {
      legs++;
      seen = new Set();
    }
    if (seen.has(gate[second])) continue;
    seen.add(gate[second]);
    gates++;
  }
  return { legs, gates };
}
