export { castNetworks } from './cast.ts';
export { runNetwork } from './run.ts';
export type { Network } from './types.ts';
