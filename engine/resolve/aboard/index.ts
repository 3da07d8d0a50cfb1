export { findAboard } from './find.ts';
