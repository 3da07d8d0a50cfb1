import { basename, join } from 'node:path';
import { readFeatures } from '../features/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { spearman } from '../kernel/rank-correlation.ts';
import { commitFolder, readManifest } from '../lake/index.ts';
import { bookOf, champion, keyOf, namedModel, type RankingContent } from '../line/index.ts';
import { type Model, scoreRole } from '../model/index.ts';
import { type Candidates, readRanking, type StoredRow, writeRanking } from '../rank/index.ts';
import { type Role, type RunReport, roles } from '../types.ts';
import { rankingFolder, runOf } from '../views/index.ts';
import type { ShadowReport, ShadowRole } from './types.ts';

const risersShown = 10;

/** Everybody of a run scored by another model, in the form of a ranking, kept apart from the rankings. */
export interface ShadowFolder {
  readonly dir: string;
  readonly content: RankingContent;
  readonly label: string;
  readonly sha256: string;
  readonly model: Model;
}

/**
 * Scores the people of a run with a named model, into a folder of its own: no run is recorded, nothing is pushed.
 * Call while holding the home's lock.
 * @throws ExcavatorError model_missing, model_damaged, model_other_features
 */
export async function shadowFolder(home: Home, run: RunReport, label: string): Promise<ShadowFolder> {
  const { place, model } = namedModel(home, label);
  const { dir: rankingDir, content } = rankingFolder(home, run.runId);
  const dir = join(home.lakeDir, `shadow-${keyOf(run.runId, place.label, place.sha256)}`);
  const found = readManifest<RankingContent>(dir);
  if (found !== undefined) return { dir, content: found.content, label: place.label, sha256: place.sha256, model };
  const people = candidatesOf(await readRanking(home.lake, join(rankingDir, 'ranking.parquet'), 'user'));
  const table = readFeatures(join(home.lakeDir, content.features, 'features.bin'));
  const scores = roles.map((role) => ({ role, ...scoreRole(model, role, table, people.person) }));
  const personFile = join(home.lakeDir, content.resolve, 'person.parquet');
  await commitFolder(dir, basename(dir), async (folder) => {
    await writeRanking(home.lake, personFile, people, scores, join(folder, 'ranking.parquet'));
    return content;
  });
  return { dir, content, label: place.label, sha256: place.sha256, model };
}

/** The challenger's scores beside the champion's, on the newest run. */
export async function shadow(home: Home, wanted: string | undefined): Promise<ShadowReport> {
  const label = wanted ?? bookOf(home).alias('challenger')?.model;
  if (label === undefined) throw noChallenger();
  const run = runOf(home, undefined);
  const other = await shadowFolder(home, run, label);
  const reports: [Role, ShadowRole][] = [];
  let scored = 0;
  for (const role of roles) {
    const own = await readRanking(home.lake, join(rankingFolder(home, run.runId).dir, 'ranking.parquet'), role);
    const theirs = await readRanking(home.lake, join(other.dir, 'ranking.parquet'), role);
    scored = own.length;
    reports.push([role, compare(own, theirs)]);
  }
  return {
    runId: run.runId,
    champion: run.model,
    challenger: label,
    scored,
    roles: Object.fromEntries(reports) as ShadowReport['roles'],
    notices: [`${champion(home).place.label} goes on ranking; nothing of the shadow is pushed.`],
  };
}

function candidatesOf(rows: readonly StoredRow[]): Candidates {
  const ordered = [...rows].sort((a, b) => a.index - b.index);
  return {
    person: Int32Array.from(ordered, ({ index }) => index),
    hops: Int32Array.from(ordered, ({ hops }) => hops),
    facts: Int32Array.from(ordered, ({ facts }) => facts),
  };
}

function compare(own: readonly StoredRow[], theirs: readonly StoredRow[]): ShadowRole {
  const before = new Map(own.map((row) => [row.index, row]));
  const mean = (rows: readonly StoredRow[]): number =>
    rows.reduce((sum, { score }) => sum + score, 0) / Math.max(1, rows.length);
  const same = (k: number): number =>
    theirs.slice(0, k).filter(({ index }) => (before.get(index)?.rank ?? Infinity) <= k).length;
  const risers = theirs
    .slice(0, 50)
    .map(({ person, index, rank }) => ({ person, rankChampion: before.get(index)?.rank ?? 0, rankChallenger: rank }))
    .sort((a, b) => b.rankChampion - b.rankChallenger - (a.rankChampion - a.rankChallenger))
    .filter(({ rankChampion, rankChallenger }) => rankChampion > rankChallenger)
    .slice(0, risersShown);
  return {
    rankCorrelation: spearman(
      Float64Array.from(theirs, ({ index }) => before.get(index)?.score ?? 0),
      Float64Array.from(theirs, ({ score }) => score),
    ),
    sameOfFirst50: same(50),
    sameOfFirst500: same(500),
    meanChampion: mean(own),
    meanChallenger: mean(theirs),
    risers,
  };
}

function noChallenger(): ExcavatorError {
  return new ExcavatorError({
    code: 'no_challenger',
    kind: 'usage',
    what: 'There is no challenger to compare with.',
    expected: 'a model that was trained here, or --model NAME/VERSION',
    advice: 'Train one with `excavator train`, or name a model.',
  });
}
