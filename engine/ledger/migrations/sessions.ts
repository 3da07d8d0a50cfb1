import type { Migration } from './types.ts';

/** Who is signed in. A session is no act: the act of signing in is in the log. `id` is the hash of the token. */
export const sessions: Migration = {
  name: 'sessions',
  sql: `
    create table session (
      id text primary key, account text not null, started_at integer not null, seen_at integer not null
    ) strict;
    create index session_account on session (account, started_at)`,
};
