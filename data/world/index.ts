export { WorldError } from './errors.ts';
export { generateWorld } from './generate.ts';
export { lookalikeNames } from './lookalikes/index.ts';
export { namedWorlds } from './named.ts';
export { patternNames } from './patterns/index.ts';
export type { WorldOptions, WorldProgress, WorldReport } from './types.ts';
