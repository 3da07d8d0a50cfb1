import type { Migration } from './types.ts';

/** What was answered to an upload, so that the same request gets the same answer. `key` is a hash of who asked and their key. */
export const uploads: Migration = {
  name: 'uploads',
  sql: `create table upload (
    key text primary key,
    body text not null,
    answer text not null,
    at integer not null
  ) strict`,
};
