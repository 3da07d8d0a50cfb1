/** One column of the feature matrix: what it is, in words a reader of a score can check. */
export interface Feature {
  readonly name: string;
  readonly family:
    | 'rhythm'
    | 'places'
    | 'movement'
    | 'parcels'
    | 'calls'
    | 'contacts'
    | 'graph'
    | 'cases'
    | 'neighbours';
  readonly unit: string;
  /** Inclusive range; null where it is open. */
  readonly range: readonly [number | null, number | null];
  /** Why an expert would look at it, one sentence. */
  readonly reason: string;
  /** Columns of the contract it is computed from, as table.column. */
  readonly sources: readonly string[];
}

/** Persons in rows, features in columns; NaN is missing. */
export interface FeatureTable {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
}
