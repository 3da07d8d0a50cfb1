import type { NumberActivity } from './number-activity.ts';
import { stepLogOdds } from './step-change.ts';

/** How many numbers fall silent, and how many appear, within the records, for whatever reason; shares in (0, 1). */
export interface Turnover {
  readonly silent: number;
  readonly appeared: number;
}

const daySeconds = 86400;
/** What is expected beforehand counts as this many numbers. */
const priorNumbers = 100;
const bounds = Object.freeze([0.01, 0.5] as const);

/**
 * Learnt from the data: where a quarter of the numbers come and go, that one did says little; where nobody does,
 * much. A number counts where its best step outweighs the choice of the moment. `expected` is the share beforehand.
 */
export function learnTurnover(activity: NumberActivity, contactDaysMin: number, expected: number): Turnover {
  const { numbers, offsets, at, meetings, from, to } = activity;
  let active = priorNumbers;
  let silent = expected * priorNumbers;
  let appeared = expected * priorNumbers;
  for (let number = 0; number < numbers; number++) {
    const [start, end] = [offsets[number], offsets[number + 1]];
    const n = meetings[end] - meetings[start];
    if (n < contactDaysMin) continue;
    active++;
    const spanBefore = at[end - 1] - from + daySeconds / 2;
    const spanAfter = to - at[start] + daySeconds / 2;
    let [appears, stops] = [0, 0];
    for (let i = start; i < end; i++) {
      const before = meetings[i] - meetings[start];
      appears = Math.max(appears, stepLogOdds(n, before, (at[i] - from) / spanBefore));
      stops = Math.max(stops, stepLogOdds(n, n - before - 1, (to - at[i]) / spanAfter));
    }
    if (appears > Math.log(n)) appeared++;
    if (stops > Math.log(n)) silent++;
  }
  return { silent: within(silent / active), appeared: within(appeared / active) };
}

function within(share: number): number {
  return Math.min(bounds[1], Math.max(bounds[0], share));
}
