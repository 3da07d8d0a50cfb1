import { join } from 'node:path';
import type { Home } from '../home.ts';
import { readBatches, sourceRelation } from '../ingest/index.ts';
import { sql } from '../lake/index.ts';
import { pseudonym } from '../vault/index.ts';
import type { FindingFolders } from './findings.ts';

/** What each table shows of a person, the surest first; a record stands for the first that is filled. */
const shownBy = [
  ['lodging', ["'i:' || id_no", "'p:' || phone", "'v:' || plate"]],
  ['transport', ["'i:' || id_no", "'p:' || phone"]],
  ['checkpoint', ["'i:' || id_no", "'v:' || plate"]],
  ['parcel', ["'i:' || sender_id_no", "'p:' || sender_phone", "'p:' || recipient_phone"]],
  ['call', ["'p:' || caller"]],
] as const;

/** The sealed identifier behind a pseudonym, today's or one given up, or shown by a record; undefined where there is none. */
export async function identifierOf(home: Home, folders: FindingFolders, name: string): Promise<string | undefined> {
  return name.startsWith('P-') ? ofPseudonym(home, folders, name) : ofRecord(home, name);
}

async function ofPseudonym(home: Home, { open, sealed }: FindingFolders, name: string): Promise<string | undefined> {
  const keys = sql.parquet([join(sealed, 'person_key.parquet')]);
  const today = await home.lake.columns(
    `select k.identifier from ${keys} k join ${sql.parquet([join(open, 'person.parquet')])} p on p.person = k.person
     where p.pseudonym = ${sql.text(name)} order by k.identifier`,
  );
  const found = named(home, today.columns.identifier?.values as readonly string[], name);
  if (found !== undefined) return found;
  const all = await home.lake.columns(`select identifier from ${keys} order by identifier`);
  return named(home, all.columns.identifier?.values as readonly string[], name);
}

function named(home: Home, identifiers: readonly string[] | undefined, name: string): string | undefined {
  return identifiers?.find((identifier) => pseudonym(home.key, identifier) === name);
}

async function ofRecord(home: Home, record: string): Promise<string | undefined> {
  const relation = sourceRelation(home.sealedDir, readBatches(home.sealedDir));
  for (const [table, shown] of shownBy) {
    const loaded = relation(table);
    if (loaded === undefined) continue;
    const [row] = await home.lake.rows<{ identifier: string | null }>(
      `select coalesce(${shown.join(', ')}) as identifier from ${loaded} as loaded where record_id = ${sql.text(record)} limit 1`,
    );
    if (row?.identifier != null) return row.identifier;
  }
  return undefined;
}
