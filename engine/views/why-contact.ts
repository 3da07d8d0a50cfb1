import { join } from 'node:path';
import { type PairAnswer, why } from '../contacts/index.ts';
import type { Home } from '../home.ts';
import { readBatches } from '../ingest/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { isPersonId } from '../kernel/ids.ts';
import { sql } from '../lake/index.ts';
import { utcOffset } from '../line/index.ts';
import { type ContactWhy, roles } from '../types.ts';
import { type RankingReader, rankingFolder, runOf } from './ranking.ts';

/**
 * Why two people are a contact in the newest run, channel by channel, and why not. One of them has to be in its ranking:
 * of others nothing is shown (oversight rule 15).
 * @throws ExcavatorError person_unknown
 */
export async function whyContact(home: Home, rankings: RankingReader, a: string, b: string): Promise<ContactWhy> {
  const run = runOf(home, undefined);
  const { content } = rankingFolder(home, run.runId);
  const people = `${sql.parquet([join(home.lakeDir, content.resolve, 'person.parquet')])}`;
  const known = await home.lake.rows<{ person: number; pseudonym: string }>(
    `select person, pseudonym from ${people} where pseudonym in (${[a, b].filter(isPersonId).map(sql.text).join(', ') || "''"})`,
  );
  const [role] = roles;
  const ranked = await rankings.rows(run, role);
  const shown = ranked.some(({ person }) => person === a || person === b);
  const numberOf = (name: string): number => {
    const found = known.find(({ pseudonym }) => pseudonym === name);
    if (found === undefined || !shown) throw unknown(name);
    return found.person;
  };
  const [one, other] = [numberOf(a), numberOf(b)];
  const answer = await why(
    home.lake,
    join(home.lakeDir, content.contacts),
    one,
    other,
    utcOffset(readBatches(home.sealedDir), run.asOf),
  );
  return inPseudonyms(answer, new Map(known.map(({ person, pseudonym }) => [person, pseudonym])), run);
}

function inPseudonyms(
  { a, b, contact, weight, channels }: PairAnswer,
  name: ReadonlyMap<number, string>,
  { runId, asOf }: { readonly runId: string; readonly asOf: number },
): ContactWhy {
  const pseudonym = (person: number): string => name.get(person) ?? '';
  return {
    runId,
    asOf,
    a: pseudonym(a),
    b: pseudonym(b),
    contact,
    weight,
    lines: channels.map(({ from, to, ...line }) => ({ ...line, from: pseudonym(from), to: pseudonym(to) })),
  };
}

function unknown(person: string): ExcavatorError {
  return new ExcavatorError({
    code: 'person_unknown',
    kind: 'not_found',
    what: 'Nobody of that pseudonym is known, or neither of the two is in the newest ranking.',
    got: person,
    expected: 'two pseudonyms, one of them printed by `excavator rank`',
    advice: 'Only people within reach of an established case are shown.',
  });
}
