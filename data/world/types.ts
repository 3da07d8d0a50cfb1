/** What the generator is asked for and what it hands back. */

export interface WorldOptions {
  /** People in the civil register, 500 or more. */
  readonly people: number;
  /** Days of records, 1 to 1000. */
  readonly days: number;
  readonly seed: number;
  /** The data set's folder; made by the generator, so it may not hold anything yet. */
  readonly out: string;
  /** Where the truth goes; default `<out>.truth.csv`. Never inside `out`. */
  readonly truth?: string;
  readonly format: 'parquet' | 'csv' | 'ndjson';
  /** Seed of shifted parameters: another plausible prefecture. Empty: the default one. */
  readonly shift?: number;
  /** Supply patterns to use; a tier of which none is named keeps all its patterns. */
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  /** Stops the generation after the day at hand and removes what was written. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorldProgress) => void;
}

export interface WorldProgress {
  readonly step: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: string;
}

export interface WorldReport {
  readonly people: number;
  readonly days: number;
  readonly seed: number;
  readonly out: string;
  readonly truth: string;
  /** Who really acted together, beside the truth. */
  readonly ties: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly positives: Readonly<Record<'user' | 'retailer' | 'supplier', number>>;
  /** Rows of `case_person` by role, how many of them are wrong. */
  readonly labels: Readonly<Record<string, number>>;
  readonly wrongLabels: number;
  readonly networks: number;
  readonly lookalikes: Readonly<Record<string, number>>;
  readonly patterns: Readonly<Record<string, number>>;
  /** Files written, relative to `out`. */
  readonly files: readonly string[];
}
