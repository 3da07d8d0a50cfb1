import type { Migration } from './types.ts';

/**
 * The outbox: what happened (written with the act), who is told, and what became of every telling. A delivery waits
 * while an earlier one about the same subject is open at the same endpoint, so each receiver sees a lead's events in order.
 */
export const push: Migration = {
  name: 'push',
  sql: `
    create table push_event (
      seq integer primary key autoincrement,
      id text not null unique,
      type text not null,
      at integer not null,
      subject text not null,
      unit text,
      role text,
      area text,
      data text not null
    ) strict;
    create index push_event_subject on push_event (subject);
    create table push_endpoint (
      id text primary key,
      url text not null,
      unit text not null,
      audience text not null check (audience in ('reviewers', 'frontline', 'integrators')),
      types text not null,
      roles text not null,
      areas text not null,
      state text not null check (state in ('live', 'disabled')),
      reason text,
      secret_version integer not null,
      older_until_ms integer not null,
      failing_since_ms integer,
      created_at integer not null
    ) strict;
    create table push_delivery (
      seq integer primary key autoincrement,
      endpoint text not null,
      event integer not null references push_event (seq),
      subject text not null,
      state text not null check (state in ('waiting', 'due', 'leased', 'taken', 'failed')),
      attempts integer not null,
      due_ms integer not null,
      acknowledged_at integer
    ) strict;
    create index push_delivery_due on push_delivery (endpoint, state, due_ms, seq);
    create index push_delivery_order on push_delivery (endpoint, subject, seq) where state in ('waiting', 'due', 'leased');
    create index push_delivery_event on push_delivery (event);
    create table push_attempt (
      seq integer primary key,
      delivery integer not null,
      attempt integer not null,
      at_ms integer not null,
      took_ms integer not null,
      status integer,
      problem text
    ) strict;
    create index push_attempt_delivery on push_attempt (delivery)`,
};
