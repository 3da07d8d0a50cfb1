export { type CallBook, openCallBook } from './calls.ts';
export { type Cases, openCases } from './cases.ts';
