export { backUp, restore } from './backup.ts';
export { type Ledger, openLedger } from './ledger.ts';
export { lockHome } from './lock.ts';
export { type Companion, createWriter, type Writer } from './writer.ts';
