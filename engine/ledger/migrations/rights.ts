import type { Migration } from './types.ts';

/** Who works here, for which unit, on which case. `rev` is the audit entry that wrote the row. */
export const rights: Migration = {
  name: 'rights',
  sql: `
    create table unit (
      id text primary key, name text not null, kind text not null, area text, rev integer not null
    ) strict;
    create table account (
      id text primary key, role text not null, unit text not null, state text not null, secret text not null,
      must_rotate integer not null, failed integer not null, locked_until integer not null, rotated_at integer not null,
      rev integer not null
    ) strict;
    create table case_file (
      id text primary key, unit text not null, purpose text not null, state text not null, opened_at integer not null,
      closed_at integer, budget integer not null, exposed integer not null, rev integer not null
    ) strict;
    create table exposure (
      id text primary key, case_id text not null, person text not null, first_at integer not null, rev integer not null
    ) strict;
    create index exposure_person on exposure (person);
    create table authority (
      id text primary key, state text not null, by text not null, at integer not null, reason text not null,
      resume_by text, rev integer not null
    ) strict`,
};
