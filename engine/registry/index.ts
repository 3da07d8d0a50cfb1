export { type ModelBook, modelBook } from './book.ts';
export { gatesOf } from './gates.ts';
export { localLabels, modelLabels, newFolder, nextVersion, placeOf, shippedPlace } from './places.ts';
export { prints } from './prints.ts';
export { modelTables } from './tables.ts';
export type { Gate, ModelPlace, Promotion } from './types.ts';
