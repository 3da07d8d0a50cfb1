export { homeBaselines } from './baselines/baselines.ts';
export { graphBaselines } from './baselines/graph-baselines.ts';
export { explainRow } from './explain.ts';
export { adaptModel } from './local/adapt.ts';
export { loadModel } from './load.ts';
export { saveModel } from './save.ts';
export { scoreRole } from './score.ts';
export { trainModel } from './train.ts';
export type { Matrix, Model, ModelRole, Scores, TrainedModel, TrainingSet } from './types.ts';
