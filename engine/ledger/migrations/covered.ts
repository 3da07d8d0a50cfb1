import type { Migration } from './types.ts';

/**
 * Runs, decisions about who is who, and what people did with models become rows that the log covers: a text key `id` and
 * `rev`, the entry that wrote the row. Rows from before have rev -1 until the log vouches for them, once.
 */
export const covered: Migration = {
  name: 'covered',
  sql: `
    create table covered_run (
      id text primary key, sequence integer not null unique, as_of integer not null, model text not null,
      report text not null, rev integer not null
    ) strict;
    insert into covered_run select run_id, sequence, as_of, model, report, -1 from run;
    drop table run;
    alter table covered_run rename to run;

    create table covered_decision (
      id text primary key, decision text not null, person_a text not null, person_b text not null, by text not null,
      at integer not null, reason text not null, rev integer not null
    ) strict;
    insert into covered_decision
      select cast(sequence as text), decision, person_a, person_b, by, at, reason, -1 from identity_decision;
    drop table identity_decision;
    alter table covered_decision rename to identity_decision;

    create table covered_alias (
      id text primary key check (id in ('champion', 'challenger')), model text not null, sha256 text not null,
      at integer not null, rev integer not null
    ) strict;
    insert into covered_alias select alias, model, sha256, at, -1 from model_alias;
    drop table model_alias;
    alter table covered_alias rename to model_alias;

    create table covered_promotion (
      id text primary key, sequence integer not null unique, move text not null check (move in ('promote', 'rollback')),
      model text not null, sha256 text not null, replaces text, replaces_sha256 text, proposed_by text not null,
      proposed_at integer not null, reason text not null, gates text not null, approved_by text, approved_at integer,
      rev integer not null, check (approved_by is null or approved_by <> proposed_by)
    ) strict;
    insert into covered_promotion
      select cast(sequence as text), sequence, move, model, sha256, replaces, replaces_sha256, proposed_by, proposed_at,
        reason, gates, approved_by, approved_at, -1 from promotion;
    drop table promotion;
    alter table covered_promotion rename to promotion;

    create table covered_evaluation (
      id text primary key, sequence integer not null unique, model text not null, sha256 text not null,
      run_id text not null, at integer not null, metrics text not null, rev integer not null
    ) strict;
    insert into covered_evaluation
      select cast(sequence as text), sequence, model, sha256, run_id, at, metrics, -1 from model_evaluation;
    drop table model_evaluation;
    alter table covered_evaluation rename to model_evaluation`,
};
