export { findContacts } from './contacts.ts';
export type { ChannelAnswer, ContactOptions, Contacts, PairAnswer } from './types.ts';
export { why } from './why.ts';
