export type Family =
  | 'rhythm'
  | 'places'
  | 'movement'
  | 'parcels'
  | 'calls'
  | 'contacts'
  | 'graph'
  | 'cases'
  | 'neighbours'
  | 'near';

/** One column of the feature matrix: what it is, in words a reader of a score can check. */
export interface Feature {
  readonly name: string;
  readonly family: Family;
  readonly unit: string;
  /** Inclusive range; null where it is open. */
  readonly range: readonly [number | null, number | null];
  /** Why an expert would look at it, one sentence. */
  readonly reason: string;
  /** The same in Chinese. */
  readonly reasonZh: string;
  /** Columns of the contract it is computed from, as table.column. */
  readonly sources: readonly string[];
}

/**
 * What is known of a person in its own unit. A model that must hold on other data of other sizes and lengths
 * cannot read kilometres or counts: where `rank` is given it reads the percentile among people with such records.
 * `above_zero`: zero means that there is no such record.
 */
export interface Fact extends Feature {
  readonly rank?: 'all' | 'above_zero';
}

/** Persons in rows, features in columns; NaN is missing. */
export interface FeatureTable {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
}

/** What the model reads, and beside it the ranked facts in their own units, for people to read. */
export interface ComputedFeatures extends FeatureTable {
  readonly facts: FeatureTable;
}

/** Columns of one family by name. */
export type Columns = Map<string, Float32Array>;

/** Runs a named part of a step, so that the caller can time it; `rows` says of how many persons or records it speaks. */
export type Part = <T>(name: string, work: () => T | Promise<T>, rows?: (result: T) => number) => Promise<T>;

export const untimed: Part = async (_, work) => work();

/**
 * What a model makes of the features known so far: per role a probability a person, 1 for who is established in the role
 * and 0 for people who may not be scored.
 */
export type Look = (known: FeatureTable) => Readonly<Record<'user' | 'retailer' | 'supplier', Float64Array>>;
