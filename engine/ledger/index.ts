export { type Ledger, openLedger, type RunRecord } from './ledger.ts';
export { lockHome } from './lock.ts';
