export type { Seeds } from './cases.ts';
export type { ContactLists } from './contact-lists.ts';
export { type ExplainedFeature, explainRow, inWords } from './explain.ts';
export { computeFeatures } from './features.ts';
export { baseFeatures, featureRegistry, lookFeatures, nearNames } from './registry.ts';
export { readFeatureRow, readFeatures, writeFeatures } from './store.ts';
export type { Feature, FeatureTable, Look } from './types.ts';
