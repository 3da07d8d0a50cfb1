export { findBearers } from './find.ts';
