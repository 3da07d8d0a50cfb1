/** Settings of the booster, in LightGBM's words. */
export interface BoosterOptions {
  readonly learningRate: number;
  readonly numLeaves: number;
  /** Deepest leaf; 0 is no limit. */
  readonly maxDepth: number;
  /** Rows a leaf must hold, counted exactly. */
  readonly minDataInLeaf: number;
  readonly minSumHessian: number;
  readonly lambdaL1: number;
  readonly lambdaL2: number;
  readonly minGainToSplit: number;
  /** Share of features a tree may use, in (0, 1]. */
  readonly featureFraction: number;
  /** Share of rows a tree sees, in (0, 1]. */
  readonly baggingFraction: number;
  /** Per feature: 1 the score may only rise with it, -1 only fall, 0 free. Absent: all free. */
  readonly monotone?: readonly number[];
  readonly seed: number;
}

export const defaultBoosterOptions: BoosterOptions = Object.freeze({
  learningRate: 0.1,
  numLeaves: 31,
  maxDepth: 0,
  minDataInLeaf: 20,
  minSumHessian: 1e-3,
  lambdaL1: 0,
  lambdaL2: 0,
  minGainToSplit: 0,
  featureFraction: 1,
  baggingFraction: 1,
  seed: 1,
});
