import type { Migration } from './types.ts';

/** Sealed identities, and who was allowed to read which one, for how long. */
export const vault: Migration = {
  name: 'vault',
  sql: `
    create table identity (
      id text primary key, key_id text not null, nonce text not null, box text not null, rev integer not null
    ) strict;
    create index identity_key on identity (key_id);
    create table disclosure (
      id text primary key, lead text not null, person text not null, case_id text not null, unit text not null,
      purpose text not null, state text not null, requester text not null, approver text, reason text not null,
      requested_at integer not null, granted_until integer not null, reads integer not null, rev integer not null
    ) strict`,
};
