export { type Established, readEstablished } from './established.ts';
export { resolve } from './resolve.ts';
export { newestInstant, openSources } from './sources.ts';
export { type Resolved, resolvedTables } from './types.ts';
