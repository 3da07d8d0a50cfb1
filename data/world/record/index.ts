export { type Agenda, makeAgenda } from './agenda.ts';
export { type DayWriter, makeDayWriter } from './day-writer.ts';
export { writeCases, writeRegisters } from './registers.ts';
export { type Format, openTableStore, type TableStore } from './table-store.ts';
export { writeTruth } from './truth.ts';
