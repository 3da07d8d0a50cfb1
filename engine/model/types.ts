/** Shapes of the model stage. Probabilities lie in [0, 1]; arrays of one object run parallel. */

export type ModelRole = 'user' | 'retailer' | 'supplier';

/** Feature columns of some persons; NaN is missing. */
export interface Matrix {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
}

/** One labelled world or data set. */
export interface TrainingSet {
  /** Names the group that must not be split between training and validation. */
  readonly group: string;
  readonly features: Matrix;
  /** Per role, 1 where the person truly has the role; parallel to the rows. */
  readonly labels: Readonly<Record<ModelRole, Uint8Array>>;
}

export interface Scores {
  readonly score: Float64Array;
  /** 90 % interval of the score, from the spread of the ensemble. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}
