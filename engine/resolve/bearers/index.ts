export { findBearers } from './find.ts';
export { type NameLevel, nameLevel, nameLevels, soundOf } from './names.ts';
