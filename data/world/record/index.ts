export { makeAgenda } from './agenda.ts';
export { makeDayWriter } from './day-writer.ts';
export { writeCases, writeRegisters } from './registers.ts';
export { openTableStore, type TableStore } from './table-store.ts';
export { writeTruth } from './truth.ts';
