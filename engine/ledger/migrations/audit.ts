import type { Migration } from './types.ts';

/** The audit log: entries from 0 without a gap, and the hashes of its Merkle tree in tiles of 256 leaves a level. */
export const audit: Migration = {
  name: 'audit',
  sql: `
    create table audit_entry (
      seq integer primary key,
      at integer not null,
      actor text not null,
      act text not null,
      subject text not null,
      once text,
      detail text not null,
      rows text not null
    ) strict;
    create unique index audit_once on audit_entry (once) where once is not null;
    create table audit_tile (
      level integer not null,
      number integer not null,
      hashes blob not null,
      primary key (level, number)
    ) strict`,
};
