export { castNetworks } from './cast.ts';
export { hired } from './hand-over.ts';
export { runNetwork } from './run.ts';
export type { Network } from './types.ts';
