export { Network } from './network.tsx';
export { SmallNetwork } from './small-network.tsx';
