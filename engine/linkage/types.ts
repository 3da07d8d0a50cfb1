import type { LinkSpec } from './spec.ts';

/** What a column holds; each kind has its own normal form, levels and blocking keys. */
export const kinds = Object.freeze([
  'given_name',
  'surname',
  'full_name',
  'han_name',
  'date',
  'postcode',
  'place',
  'street',
  'house_number',
  'category',
  'email',
  'phone',
  'identifier',
  'number',
  'text',
] as const);
export type Kind = (typeof kinds)[number];

/** One comparison: a column of each table, and what it holds. */
export interface Comparison {
  /** Column of the first table; also the name in every report. */
  readonly name: string;
  readonly columnA: string;
  readonly columnB: string;
  readonly kind: Kind;
  /** Jaro-Winkler similarities of its levels, highest first, instead of those of its kind. */
  readonly similarities?: readonly number[];
  /** Index of the comparison whose values may stand in this one's place (given name and surname). */
  readonly crossedWith?: number;
  /** True: names in Han characters meet names in letters, and are compared by their sound. */
  readonly romanised?: boolean;
}

export interface LinkOptions {
  readonly fileA: string;
  /** Absent: duplicates within `fileA`. */
  readonly fileB?: string;
  /** Column that names a record; unique within each file. */
  readonly id: string;
  /** JSON file or value; see README. */
  readonly spec?: string | LinkSpec;
  /** Where the pairs go, as CSV. */
  readonly out: string;
  /** Column that names the person; used for the report alone. */
  readonly truth?: string;
  readonly threads?: number;
  readonly memoryLimitMb?: number;
  /** Where the SQL engine may spill; default the system's temporary folder. */
  readonly tempDir?: string;
  readonly onProgress?: (progress: LinkProgress) => void;
}

export interface LinkProgress {
  readonly step: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: string;
}

export interface LevelReport {
  readonly level: string;
  /** P(level | same person) and P(level | two people). */
  readonly m: number;
  readonly u: number;
  /** log2(m / u). */
  readonly weight: number;
}

export interface ComparisonReport {
  readonly column: string;
  readonly kind: Kind;
  /** The column this one tends to agree with by chance; its evidence is weighed given that one's. */
  readonly dependsOn: string | null;
  readonly levels: readonly LevelReport[];
}

export interface RuleReport {
  readonly rule: string;
  /** Pairs the rule gives, other rules apart. */
  readonly pairs: number;
  /** Buckets with too many records, thinned to neighbours in sorted order. */
  readonly cappedBuckets: number;
  readonly cappedRecords: number;
}

export interface TruthReport {
  readonly truePairs: number;
  readonly foundPairs: number;
  readonly rightPairs: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface LinkReport {
  readonly recordsA: number;
  readonly recordsB: number;
  /** Pairs that could be compared at all. */
  readonly possiblePairs: number;
  readonly comparedPairs: number;
  readonly writtenPairs: number;
  readonly matches: number;
  readonly clusters: number;
  /** Posterior probability from which two records are taken for one person. */
  readonly threshold: number;
  /** Estimated share of matches among the possible pairs. */
  readonly lambda: number;
  /** Estimated share of pairs of two people who share what relatives share; 0 where the columns cannot tell. */
  readonly relativesLambda: number;
  /** F1 the model expects of itself; its own estimate, not a measurement. */
  readonly expectedF1: number;
  readonly comparisons: readonly ComparisonReport[];
  readonly ignoredColumns: readonly { readonly column: string; readonly reason: string }[];
  readonly rules: readonly RuleReport[];
  readonly warnings: readonly string[];
  readonly truth?: TruthReport;
  readonly out: string;
}
