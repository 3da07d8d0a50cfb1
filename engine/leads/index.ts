export { type LeadBook, openLeadBook } from './book.ts';
export { expireLeads, withdrawPersons } from './jobs.ts';
export { leadPolicy } from './policy.ts';
export { demandFacts, type ProposeReport, propose } from './propose.ts';
export type { Doing, Receipt } from './review.ts';
export { type LeadState, leadStates, transitions } from './states.ts';
export { leadTables } from './tables.ts';
export type * from './types.ts';
