export { type Compared, comparePairs } from './compare.ts';
export { type FoundSlips, findSlips } from './find.ts';
export type { Slip, SlipKind, SlipLine, SlipWeights } from './types.ts';
export { linesOfLevels } from './weigh.ts';
