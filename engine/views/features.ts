import { join } from 'node:path';
import { explainRow, readFeatures } from '../features/index.ts';
import type { Home } from '../home.ts';
import { isPersonId } from '../kernel/ids.ts';
import { sql } from '../lake/index.ts';
import { type FeaturesView, roles } from '../types.ts';
import { type RankingReader, rankingFolder, runOf } from './ranking.ts';

/** Features of one person of the newest ranking; undefined for everybody who is not in it (oversight rule 15). */
export async function featuresView(
  home: Home,
  rankings: RankingReader,
  pseudonym: string,
): Promise<FeaturesView | undefined> {
  if (!isPersonId(pseudonym)) return undefined;
  const run = runOf(home, undefined);
  const { content } = rankingFolder(home, run.runId);
  const [role] = roles;
  const row = (await rankings.rows(run, role)).find(({ person }) => person === pseudonym);
  if (row === undefined) return undefined;
  const peers = await peersOf(home, content.resolve, row.area_id);
  const table = (name: string) => readFeatures(join(home.lakeDir, content.features, `${name}.bin`));
  return {
    person: pseudonym,
    runId: run.runId,
    asOf: run.asOf,
    area_id: row.area_id,
    peers: peers.length,
    features: explainRow(table('features'), table('facts'), row.index, peers),
  };
}

async function peersOf(home: Home, resolved: string, area: string | null): Promise<Int32Array> {
  const file = sql.parquet([join(home.lakeDir, resolved, 'person.parquet')]);
  const where = area === null ? '' : ` where area_id = ${sql.text(area)}`;
  const rows = await home.lake.rows<{ person: number }>(`select person from ${file}${where} order by person`);
  return Int32Array.from(rows, ({ person }) => person);
}
