export type { Seeds } from './cases.ts';
export type { ContactLists } from './contacts.ts';
export { computeFeatures } from './features.ts';
export { featureRegistry, rankedFacts } from './registry.ts';
export { readFeatureRow, readFeatures, writeFeatures } from './store.ts';
export type { ComputedFeatures, Fact, Feature, FeatureTable } from './types.ts';
