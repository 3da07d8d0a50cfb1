export type { Seeds } from './case-features.ts';
export { computeFeatures } from './features.ts';
export type { ContactLists } from './graph-features.ts';
export { featureRegistry } from './registry.ts';
export { readFeatureRow, readFeatures, writeFeatures } from './store.ts';
export type { Feature, FeatureTable } from './types.ts';
