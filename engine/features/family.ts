import { sql } from '../lake/index.ts';
import type { Fact, Family } from './types.ts';

/** A feature computed by SQL from the events of one person. */
export interface SqlFeature extends Fact {
  /** Aggregate over the family's rows of one person. */
  readonly sql: string;
}

/** A family of SQL features: rows to group by person, and the aggregates over them. */
export interface SqlFamily {
  /**
   * Query with a column `person`. In it and in the aggregates `$days` stands for the length of the records in
   * days and `$offset` for the seconds that the clock of the data set is ahead of UTC.
   */
  readonly from: string;
  readonly features: readonly SqlFeature[];
}

export type Words = Omit<Fact, 'name' | 'family'>;

export function sqlFeature(family: Family, name: string, aggregate: string, words: Words): SqlFeature {
  return Object.freeze({ family, name, sql: aggregate, ...words });
}

/** Says what a computed column is. */
export function fact(family: Family, name: string, words: Words): Fact {
  return Object.freeze({ family, name, ...words });
}

type Measure = Pick<Fact, 'unit' | 'range' | 'rank'>;

export const share: Measure = Object.freeze({ unit: 'share', range: [0, 1] as const });
export const lift: Measure = Object.freeze({ unit: 'log2 of times the expectation', range: [null, null] as const });
export const per30Days: Measure = Object.freeze({
  unit: 'per 30 days',
  range: [0, null] as const,
  rank: 'above_zero',
});
/** Numbers whose size depends on the data set, ranked; zero means that there are none. */
export const count = (unit: string): Measure => ({ unit, range: [0, null], rank: 'above_zero' });
/** Quantities of which zero is a value, ranked. */
export const quantity = (unit: string): Measure => ({ unit, range: [0, null], rank: 'all' });

/** Events per 30 days of records, so that a longer data set does not look busier. */
export const rate = (events: string): string => `cast(${events} as DOUBLE) * 30 / $days`;
/** Share of the rows of which it is known whether they meet the condition; missing, not zero, when there are none. */
export const shareOf = (condition: string): string =>
  `avg(cast(case when ${condition} then 1 when not (${condition}) then 0 end as DOUBLE))`;
/** Mean to a thousandth; a sum of whole numbers does not depend on the order in which threads add it up. */
export const meanOf = (value: string): string => `cast(avg(cast(round((${value}) * 1000) as BIGINT)) as DOUBLE) / 1000`;
/** Local hour of an instant. */
export const hour = (at: string): string => sql.localHour(at, '$offset');
/** Local day of an instant, from 1970-01-01, a Thursday. */
export const day = (at: string): string => sql.localDay(at, '$offset');
export const isNight = (at: string): string => `(${hour(at)} >= 22 or ${hour(at)} < 6)`;
