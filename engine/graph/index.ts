export { type Communities, communities } from './communities.ts';
export { FrozenGraph } from './frozen-graph.ts';
export { type FlatContacts, readContacts, readGraph } from './read.ts';
