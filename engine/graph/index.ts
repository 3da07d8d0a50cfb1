export { type Communities, communities } from './communities.ts';
export { loadGraph, saveGraph } from './file/graph-file.ts';
export { FrozenGraph } from './frozen-graph.ts';
export { measureGraph } from './measure/measure-graph.ts';
export { graphMeasures } from './measure/measures.ts';
export type { GraphReport, MeasureOptions } from './measure/types.ts';
export { type NeighbourhoodOptions, neighbourhood } from './neighbourhood.ts';
export { type WayBetween, waysBetween } from './paths.ts';
export { type FlatContacts, readContacts, readGraph } from './read.ts';
