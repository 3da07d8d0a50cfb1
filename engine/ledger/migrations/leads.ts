import type { Migration } from './types.ts';

/** The lead book: one lead a person and role, what it stands on, every step people took, and what came of it. */
export const leads: Migration = {
  name: 'leads',
  sql: `
    create table lead (
      id text primary key, person text not null, role text not null, area text, unit text, case_id text not null,
      state text not null, priority integer not null, band text not null, score real not null, low real not null,
      high real not null, model text not null, run text not null, as_of integer not null, hops integer not null,
      sample integer not null, blind integer not null, proposed_at integer not null, expires_at integer not null,
      lock_by text, lock_until integer not null, opened_by text, decided_by text, steps integer not null,
      rev integer not null
    ) strict;
    create unique index lead_of_person on lead (person, role);
    create index lead_queue on lead (unit, state, priority desc, id);
    create index lead_locks on lead (unit, lock_until) where state = 'in_review';
    create index lead_expiry on lead (expires_at)
      where state in ('proposed', 'in_review', 'needs_information', 'approved', 'dispatched');
    create table lead_evidence (id text primary key, body text not null, known text not null, rev integer not null) strict;
    create table lead_step (
      id text primary key, lead text not null, act text not null, state text not null, by text not null,
      at integer not null, code text not null, reason text not null, rev integer not null
    ) strict;
    create table label (
      id text primary key, person text not null, role text not null, basis text not null, established_at integer not null,
      prompted_by_score integer not null, recorded_by text not null, recorded_at integer not null, rev integer not null
    ) strict`,
};
