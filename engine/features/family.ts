import { sql } from '../lake/index.ts';
import type { Feature } from './types.ts';

/** A feature computed by SQL from the events of one person. */
export interface SqlFeature extends Feature {
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

type Words = Pick<Feature, 'unit' | 'range' | 'reason' | 'sources'>;

export function sqlFeature(family: Feature['family'], name: string, aggregate: string, words: Words): SqlFeature {
  return Object.freeze({ family, name, sql: aggregate, ...words });
}

export const share: Pick<Feature, 'unit' | 'range'> = Object.freeze({ unit: 'share', range: [0, 1] as const });
export const per30Days: Pick<Feature, 'unit' | 'range'> = Object.freeze({
  unit: 'per 30 days',
  range: [0, null] as const,
});

/** Events per 30 days of records, so that a longer data set does not look busier. */
export const rate = (count: string): string => `cast(${count} as DOUBLE) * 30 / $days`;
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
