export { makeAgenda } from './agenda.ts';
export { makeDayWriter } from './day-writer.ts';
export { writeCases, writeRegisters } from './registers.ts';
export { openTableStore, type TableStore } from './table-store.ts';
export { makeTieBook, openTold, type TieBook, type TieKind, type Told } from './tie-book.ts';
export { personKeys, writeTruth } from './truth.ts';
