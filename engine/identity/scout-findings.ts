import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.ts';
import { recordIdsOf } from '../kernel/record-ids.ts';
import { hashOf, sql } from '../lake/index.ts';
import type { Finding } from '../types.ts';
import { pseudonym } from '../vault/index.ts';
import { rankingFolder } from '../views/index.ts';

/** A row of `scout.parquet` under pseudonyms. */
interface ScoutRow {
  readonly [column: string]: string | number;
  readonly person_a: string;
  readonly person_b: string;
  readonly probability: number;
  readonly journeys: number;
  readonly legs: number;
  readonly gates: number;
  readonly lag_s: number;
  readonly spread_s: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly record_count: number;
  readonly records: string;
}

/** Who drove ahead of whom in a run, as findings; none where its passages were not swept in memory. */
export async function scoutFindings(home: Home, runId: string): Promise<readonly Finding[]> {
  const { contacts, resolve } = rankingFolder(home, runId).content;
  const file = join(home.lakeDir, contacts, 'scout.parquet');
  if (!existsSync(file)) return [];
  const person = sql.parquet([join(home.lakeDir, resolve, 'person.parquet')]);
  const rows = await home.lake.rows<ScoutRow>(
    `select a.pseudonym as person_a, b.pseudonym as person_b, s.* from ${sql.parquet([file])} s
     join ${person} a on a.person = s.ahead join ${person} b on b.person = s.behind
     order by s.probability desc, person_a, person_b`,
  );
  return rows.map((row) => finding(home.key, row));
}

function finding(key: Buffer, row: ScoutRow): Finding {
  const { person_a, person_b, probability, legs, journeys, gates, lag_s, spread_s } = row;
  const what = `A kept ${(lag_s / 60).toFixed(0)} minutes ahead of B, give or take ${spread_s.toFixed(0)} seconds, on ${legs} drives of ${journeys === 1 ? 'one journey' : `${journeys} journeys`} past ${gates} gates`;
  const weight = Math.round(100 * Math.log(probability / (1 - Math.min(probability, 1 - 1e-12)))) / 100;
  return {
    finding: `F-${pseudonym(key, `finding:${hashOf('scout', person_a, person_b)}`).slice(2)}`,
    kind: 'scout',
    probability: Math.round(probability * 1e6) / 1e6,
    person_a,
    person_b,
    identifier_a: null,
    identifier_b: null,
    first_at: row.first_at,
    last_at: row.last_at,
    record_count: row.record_count,
    records: recordIdsOf(row.records),
    evidence: `${what} (${weight < 0 ? '' : '+'}${weight.toFixed(1)})`,
    weights: [{ what, weight }],
    joined: false,
  };
}
