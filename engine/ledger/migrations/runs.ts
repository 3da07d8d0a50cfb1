import type { Migration } from './types.ts';

/** Which runs there were, in the order in which they became the newest. */
export const runs: Migration = {
  name: 'runs',
  sql: `create table run (
    sequence integer primary key autoincrement,
    run_id text not null unique,
    as_of integer not null,
    model text not null,
    report text not null
  ) strict`,
};
