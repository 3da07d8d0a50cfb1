export { type ModelBook, modelBook } from './book.ts';
export { gatesOf } from './gates.ts';
export { localLabels, modelLabels, newFolder, nextVersion, placeOf, shippedPlace } from './places.ts';
export { prints } from './prints.ts';
export type { ChampionMove, Gate, ModelPlace, Promotion } from './types.ts';
