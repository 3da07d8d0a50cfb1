export { placesView } from './places.ts';
export { nodesOf, tiesAmong, tiesView } from './ties.ts';
export { timelineView } from './timeline.ts';
export type * from './types.ts';
