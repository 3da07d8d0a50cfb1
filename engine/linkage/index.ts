export { type Explanation, explainPair } from './explain.ts';
export { linkRecords } from './link.ts';
export { type NameLevel, nameLevel, rememberedSounds } from './names.ts';
export type { LinkSpec } from './spec.ts';
export type { LinkOptions, LinkReport } from './types.ts';
