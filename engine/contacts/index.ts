export { findContacts } from './contacts.ts';
export type { ContactOptions, Contacts } from './types.ts';
