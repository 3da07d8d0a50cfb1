import { evenness } from './entropy.ts';
import { type Journal, missing } from './journal.ts';

export interface Cycles {
  /** Burstiness of the gaps between outings, -1 regular, 0 chance, 1 bursts; NaN below four outings. */
  readonly burstiness: Float32Array;
  /** Evenness over the days of the week, 0 to 1; NaN below three active days. */
  readonly weekdayEvenness: Float32Array;
  /** Evenness over eight parts of the day; NaN below three records. */
  readonly hourEvenness: Float32Array;
  /** Share of gaps between active days within a day of the median gap; NaN below three gaps. */
  readonly steadyGapShare: Float32Array;
  /** Median of the gaps between active days, days; NaN without a gap. */
  readonly medianGapDays: Float32Array;
  /** Records an outing. */
  readonly recordsPerOuting: Float32Array;
}

const daySeconds = 86400;
const fewestOutings = 4;

/**
 * Rhythm of each person's records. An outing is a run of records with no pause longer than `pauseSeconds`. Burstiness
 * is that of Goh & Barabasi 2008 with the correction for few events of Kim & Jo 2016 (eq. 22), so that it does not
 * depend on how long the records run.
 */
export function cycles(journal: Journal, utcOffsetSeconds: number, pauseSeconds = 21600): Cycles {
  const { persons, offsets, at } = journal;
  const names = [
    'burstiness',
    'weekdayEvenness',
    'hourEvenness',
    'steadyGapShare',
    'medianGapDays',
    'recordsPerOuting',
  ];
  const result = Object.fromEntries(names.map((name) => [name, missing(persons)])) as unknown as Cycles;
  const weekdays = new Int32Array(7);
  const hours = new Int32Array(8);
  for (let i = 0; i < persons; i++) {
    const start = offsets[i];
    const end = offsets[i + 1];
    if (start === end) continue;
    weekdays.fill(0);
    hours.fill(0);
    const outings: number[] = [];
    const dayGaps: number[] = [];
    let lastDay = -1;
    let lastAt = -Infinity;
    for (let r = start; r < end; r++) {
      const local = at[r] + utcOffsetSeconds;
      const day = Math.floor(local / daySeconds);
      hours[Math.floor((local - day * daySeconds) / 10800)]++;
      if (at[r] - lastAt > pauseSeconds) outings.push(at[r]);
      lastAt = at[r];
      if (day === lastDay) continue;
      if (lastDay !== -1) dayGaps.push(day - lastDay);
      lastDay = day;
      weekdays[(((day + 3) % 7) + 7) % 7]++;
    }
    result.burstiness[i] = burstiness(outings);
    result.weekdayEvenness[i] = evenness(weekdays, 7, 3);
    result.hourEvenness[i] = evenness(hours, 8, 3);
    result.recordsPerOuting[i] = (end - start) / outings.length;
    if (dayGaps.length === 0) continue;
    const median = dayGaps.sort((a, b) => a - b)[dayGaps.length >> 1];
    result.medianGapDays[i] = median;
    if (dayGaps.length >= 3)
      result.steadyGapShare[i] = dayGaps.filter((gap) => Math.abs(gap - median) <= 1).length / dayGaps.length;
  }
  return result;
}

/** Of rising instants. All gaps equal is -1. */
function burstiness(moments: readonly number[]): number {
  const count = moments.length;
  if (count < fewestOutings) return NaN;
  const gaps = count - 1;
  const mean = (moments[gaps] - moments[0]) / gaps;
  let squares = 0;
  for (let g = 1; g < count; g++) squares += (moments[g] - moments[g - 1] - mean) ** 2;
  const ratio = Math.sqrt(squares / gaps) / mean;
  const [above, below] = [Math.sqrt(count + 1), Math.sqrt(count - 1)];
  return Math.max(-1, Math.min(1, (above * ratio - below) / ((above - 2) * ratio + below)));
}
