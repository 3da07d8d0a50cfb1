/** The package ships no types; this is the part used here. */
declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix';

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it.
  export default class LogisticRegression {
    constructor(options: { readonly numSteps: number; readonly learningRate: number });
    readonly classifiers: readonly { readonly weights: Matrix | null }[];
    train(features: Matrix, target: Matrix): void;
  }
}
