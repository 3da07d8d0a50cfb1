import type { Migration } from './types.ts';

/** Who is signed in, people and machines. A session is no act: the act of signing in is in the log. `id` is the hash of the token. */
export const sessions: Migration = {
  name: 'sessions',
  sql: `
    create table session (
      id text primary key, account text not null, started_at integer not null, seen_at integer not null, way text not null
    ) strict;
    create index session_account on session (account, started_at);
    create table client (
      id text primary key, unit text not null, purpose text not null, scopes text not null, state text not null,
      secret text not null, older text not null, older_until integer not null, made_at integer not null, rev integer not null
    ) strict;
    create table access_token (id text primary key, client text not null, expires_at integer not null) strict`,
};
