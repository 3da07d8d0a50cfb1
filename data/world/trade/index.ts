export { castNetworks } from './cast.ts';
export { borrowed, cloned, free, handOver } from './hand-over.ts';
export { runNetwork } from './run.ts';
export type { CraftPattern, Deal, DealPattern, Delivery, Network, Pattern, SupplyPattern } from './types.ts';
