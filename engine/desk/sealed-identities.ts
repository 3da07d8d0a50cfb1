import { join } from 'node:path';
import type { Book } from '../audit/index.ts';
import type { Home } from '../home.ts';
import { sql } from '../lake/index.ts';
import type { Identity } from '../vault/index.ts';
import { rankingFolder, runOf } from '../views/index.ts';
import { identitiesOf } from './lead-drafts.ts';

/** Persons whose identity may still be asked for: their lead is open, or its outcome stands. */
export function identitiesNeeded({ database }: Book): ReadonlySet<string> {
  const persons = database
    .prepare<[], string>("select person from lead where state not in ('dismissed', 'expired', 'withdrawn')")
    .pluck()
    .all();
  return new Set(persons);
}

/** Who they are by the records of the newest run; who is in no record any more is missing. */
export async function identitiesToday(
  home: Home,
  persons: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Identity>> {
  if (persons.size === 0) return new Map();
  const { content } = rankingFolder(home, runOf(home, undefined).runId);
  const file = sql.parquet([join(home.lakeDir, content.resolve, 'person.parquet')]);
  const rows = await home.lake.rows<{ person: number; pseudonym: string }>(
    `select person, pseudonym from ${file} where pseudonym in (${[...persons].map(sql.text).join(', ')}) order by person`,
  );
  return identitiesOf(home, content.resolve, new Map(rows.map(({ person, pseudonym }) => [person, pseudonym])));
}
