export { findContacts } from './contacts.ts';
export type { Contacts } from './types.ts';
