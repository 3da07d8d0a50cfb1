import type { Migration } from './types.ts';

/** Which model is champion and which challenger, who moved that and why, and what was measured before. */
export const models: Migration = {
  name: 'models',
  sql: `
    create table model_alias (
      alias text primary key check (alias in ('champion', 'challenger')),
      model text not null,
      sha256 text not null,
      at integer not null
    ) strict;
    create table promotion (
      sequence integer primary key autoincrement,
      move text not null check (move in ('promote', 'rollback')),
      model text not null,
      sha256 text not null,
      replaces text,
      replaces_sha256 text,
      proposed_by text not null,
      proposed_at integer not null,
      reason text not null,
      gates text not null,
      approved_by text,
      approved_at integer,
      check (approved_by is null or approved_by <> proposed_by)
    ) strict;
    create table model_evaluation (
      sequence integer primary key autoincrement,
      model text not null,
      sha256 text not null,
      run_id text not null,
      at integer not null,
      metrics text not null
    ) strict`,
};
