import type { Migration } from './types.ts';

/**
 * What people decided about who is who, by pseudonym: for those who oversee. What binds the runs is the journal in the
 * sealed zone, because it names identifiers.
 */
export const identity: Migration = {
  name: 'identity',
  sql: `create table identity_decision (
    sequence integer primary key autoincrement,
    decision text not null,
    person_a text not null,
    person_b text not null,
    by text not null,
    at integer not null,
    reason text not null
  ) strict`,
};
