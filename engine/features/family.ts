import type { Feature } from './types.ts';

/** A feature computed by SQL from the events of one person. */
export interface SqlFeature extends Feature {
  /** Aggregate over the family's rows of one person. */
  readonly sql: string;
}

/** A family of SQL features: rows to group by person, and the aggregates over them. */
export interface SqlFamily {
  /** Query with a column `person`; `$days` stands for the length of the records in days. */
  readonly from: string;
  readonly features: readonly SqlFeature[];
}

type Words = Pick<Feature, 'unit' | 'range' | 'reason' | 'sources'>;

export function sqlFeature(family: Feature['family'], name: string, sql: string, words: Words): SqlFeature {
  return Object.freeze({ family, name, sql, ...words });
}

export const share: Pick<Feature, 'unit' | 'range'> = Object.freeze({ unit: 'share', range: [0, 1] as const });
export const per30Days: Pick<Feature, 'unit' | 'range'> = Object.freeze({
  unit: 'per 30 days',
  range: [0, null] as const,
});

/** Events per 30 days of records, so that a longer data set does not look busier. */
export const rate = (count: string): string => `(${count}) * 30.0 / $days`;
/** A share that is missing, not zero, when there is nothing to share. */
export const shareOf = (condition: string): string => `avg(case when ${condition} then 1.0 else 0.0 end)`;
/** Local hour of an instant. */
export const hour = (at: string): string => `((${at} + 28800) // 3600) % 24`;
export const isNight = (at: string): string => `(${hour(at)} >= 22 or ${hour(at)} < 6)`;
