import { join } from 'node:path';
import { readFeatures } from '../features/index.ts';
import { readGraph } from '../graph/index.ts';
import type { Home } from '../home.ts';
import { decileShares, stabilityIndex } from '../kernel/stability-index.ts';
import { championPlace, sourceShares } from '../line/index.ts';
import { summariesOf } from '../model/index.ts';
import { readRanking } from '../rank/index.ts';
import { placeOf } from '../registry/index.ts';
import { rankingFolder, runOf } from '../views/index.ts';
import type { DriftLine, DriftReport } from './types.ts';

/** Above it a feature no longer means what it meant in training (the convention of credit scoring). */
const much = 0.25;

type Summary = ReturnType<typeof summariesOf>['features'][number];

/** The people of the newest run against those the model was trained on: features, number of contacts, source mix. */
export async function driftReport(home: Home, wanted: string | undefined): Promise<DriftReport> {
  const place = wanted === undefined ? championPlace(home) : placeOf(home.config.home, wanted);
  const run = runOf(home, undefined);
  const { dir, content } = rankingFolder(home, run.runId);
  const { features: before, profile } = summariesOf(place.folder);
  const rows = await readRanking(home.lake, join(dir, 'ranking.parquet'), 'user');
  const table = readFeatures(join(home.lakeDir, content.features, 'features.bin'));
  const people = Int32Array.from(rows, ({ index }) => index);
  const pick = (column: ArrayLike<number>): Float32Array => Float32Array.from(people, (i) => column[i] as number);
  const lines = before
    .flatMap((summary) => {
      const column = table.columns[table.names.indexOf(summary.name)];
      return column === undefined ? [] : [lineOf(summary, pick(column))];
    })
    .sort((a, b) => Number(b.moved) - Number(a.moved) || b.psi - a.psi || (a.name < b.name ? -1 : 1));
  const { offsets } = await readGraph(home.lake, table.rows, join(home.lakeDir, content.contacts, 'edge.parquet'));
  const degree = Float32Array.from(people, (i) => (offsets[i + 1] as number) - (offsets[i] as number));
  const now = sourceShares(home);
  return {
    model: place.label,
    runId: run.runId,
    people: people.length,
    features: lines,
    degree: profile === null ? null : lineOf(profile.degree, degree),
    sources: Object.entries(now).map(([source, share]) => ({
      source,
      before: profile?.sources[source] ?? null,
      now: share,
    })),
    notices: noticesOf(lines, profile !== null, people.length),
  };
}

function lineOf(summary: Summary, column: Float32Array): DriftLine {
  const { before, now } = decileShares(summary.deciles, summary.missingShare, column);
  const missing = column.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0);
  const psi = column.length === 0 ? 0 : stabilityIndex(before, now);
  const usual = summary.usualDrift ?? null;
  return {
    name: summary.name,
    psi,
    usual,
    moved: psi > Math.max(much, usual ?? 0),
    missingBefore: summary.missingShare,
    missingNow: column.length === 0 ? 0 : missing / column.length,
  };
}

function noticesOf(lines: readonly DriftLine[], profiled: boolean, people: number): readonly string[] {
  const notices: string[] = [];
  if (people === 0) notices.push('Nobody is scored in the newest run; nothing can be compared.');
  const moved = lines.filter((line) => line.moved).length;
  if (moved > 0)
    notices.push(
      `${moved} of ${lines.length} features have a stability index above ${much} and above what training worlds differed by: scores may mean something else here than in training. Evaluate before you rely on them.`,
    );
  if (!profiled)
    notices.push(
      'The model was made before the spread of contacts and the source mix were kept; they are shown without a comparison.',
    );
  return notices;
}
