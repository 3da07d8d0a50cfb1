export { findSlips } from './find.ts';
export type { Slip, SlipLine } from './types.ts';
