import type { Parameters } from './parameters.ts';
import type { Rng } from './rng.ts';

/** Local time of the data set is UTC+8 all year (Asia/Shanghai). */
const zoneSeconds = 8 * 3600;
export const daySeconds = 86400;

export interface Festival {
  readonly first: number;
  readonly last: number;
  readonly area: number;
}

/** Days of the world counted from 0, their instants, weekly rhythm, markets and festivals. */
export interface Calendar {
  readonly days: number;
  readonly start: number;
  readonly end: number;
  readonly festivals: readonly Festival[];
  /** Epoch seconds of local midnight. */
  midnight(day: number): number;
  dayOf(instant: number): number;
  /** How much people move on this day, about 1. */
  rhythm(day: number): number;
  weekend(day: number): boolean;
  /** `20240301`, for run numbers. */
  stamp(day: number): string;
}

export function makeCalendar(days: number, areas: number, parameters: Parameters, rng: Rng): Calendar {
  const { firstDay } = parameters.geography;
  const { weekend, season } = parameters.life;
  const start = firstDay * daySeconds - zoneSeconds;
  const festivals = makeFestivals(days, areas, rng);
  const holiday = rng.int(Math.max(1, Math.min(days, 120)));
  const phase = rng.next() * 2 * Math.PI;
  const weekday = (day: number): number => (firstDay + day + 4) % 7;
  const isWeekend = (day: number): boolean => weekday(day) === 6 || weekday(day) === 0;
  const rhythm = (day: number): number => {
    const week = isWeekend(day) || weekday(day) === 5 ? weekend : 1;
    const year = 1 + season * Math.sin((2 * Math.PI * day) / 365 + phase);
    return week * year * (day >= holiday && day < holiday + 3 ? 1.8 : 1);
  };
  return Object.freeze({
    days,
    start,
    end: start + days * daySeconds,
    festivals,
    midnight: (day: number) => start + day * daySeconds,
    dayOf: (instant: number) => Math.floor((instant - start) / daySeconds),
    rhythm,
    weekend: isWeekend,
    stamp: (day: number) =>
      new Date((firstDay + day) * daySeconds * 1000).toISOString().slice(0, 10).replaceAll('-', ''),
  });
}

function makeFestivals(days: number, areas: number, rng: Rng): readonly Festival[] {
  const count = Math.max(1, Math.round(days / 25));
  return Array.from({ length: count }, () => {
    const first = rng.int(days);
    return Object.freeze({ first, last: first + 1 + rng.int(2), area: rng.int(areas) });
  });
}

/** Seconds after midnight. The same draws serve everyone, so an hour says nothing by itself. */
export function clock(rng: Rng, part: 'morning' | 'day' | 'evening' | 'any'): number {
  const hour = hourOf(rng, part);
  return Math.floor(Math.min(23.98, Math.max(0.1, hour)) * 3600);
}

function hourOf(rng: Rng, part: 'morning' | 'day' | 'evening' | 'any'): number {
  if (part === 'morning') return 8.3 + 1.6 * rng.normal();
  if (part === 'evening') return 20 + 1.7 * rng.normal();
  if (part === 'day') return 8.5 + 11 * rng.next();
  return rng.chance(0.85) ? 7 + 15 * rng.next() : 24 * rng.next();
}
