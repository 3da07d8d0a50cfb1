import { join } from 'node:path';
import { featureRegistry, readFeatureRow } from '../features/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import type { Contributions } from '../lifecycle/index.ts';
import type { StoredRow } from '../rank/index.ts';
import type { ChangedFeature, RankChange, RankChanges, RankChangesQuery, Role, RunReport } from '../types.ts';
import { type RankingReader, rankingFolder, runOf } from '../views/index.ts';

const defaultTop = 50;
const featuresShown = 3;

/**
 * The newest ranking of a role beside an earlier one: everybody who is among the first `top` of either and moved. The
 * change of a score is taken apart exactly, by the newest run's model: old values and new values, feature by feature.
 * @throws ExcavatorError no_run, run_unknown, no_earlier_run
 */
export async function rankChanges(
  home: Home,
  rankings: RankingReader,
  contributions: Contributions,
  query: RankChangesQuery,
): Promise<RankChanges> {
  const { role, top = defaultTop } = query;
  const now = runOf(home, undefined);
  const before = query.since === undefined ? runBefore(home, now) : runOf(home, query.since);
  const [rowsNow, rowsBefore] = [await rankings.rows(now, role), await rankings.rows(before, role)];
  const [placeNow, placeBefore] = [byPerson(rowsNow), byPerson(rowsBefore)];
  const wanted = new Set([...rowsNow.slice(0, top), ...rowsBefore.slice(0, top)].map(({ person }) => person));
  const why = reasons(home, contributions, now, before, role);
  const changes = [...wanted].flatMap((person): readonly RankChange[] => {
    const [to, from] = [placeNow.get(person), placeBefore.get(person)];
    if (to?.rank === from?.rank) return [];
    return [
      {
        person,
        kind: to === undefined ? 'left' : from === undefined ? 'came' : to.rank < from.rank ? 'rose' : 'fell',
        rankBefore: from?.rank ?? null,
        rank: to?.rank ?? null,
        scoreBefore: from?.score ?? null,
        score: to?.score ?? null,
        factsBefore: from?.facts ?? 0,
        facts: to?.facts ?? 0,
        why: to === undefined || from === undefined ? [] : why(to, from),
      },
    ];
  });
  return {
    role,
    top,
    runId: now.runId,
    asOf: now.asOf,
    since: before.runId,
    sinceAsOf: before.asOf,
    sameModel: now.model === before.model,
    changes: changes.sort(
      (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.rankBefore ?? 0) - (b.rankBefore ?? 0),
    ),
  };
}

const byPerson = (rows: readonly StoredRow[]): ReadonlyMap<string, StoredRow> =>
  new Map(rows.map((row) => [row.person, row]));

function runBefore(home: Home, run: RunReport): RunReport {
  const earlier = home.runs.newest(50).find(({ report }) => report.runId !== run.runId);
  if (earlier !== undefined) return earlier.report;
  throw new ExcavatorError({
    code: 'no_earlier_run',
    kind: 'not_found',
    what: 'There is no earlier ranking to compare with.',
    where: home.config.home,
    got: `run ${run.runId} alone`,
    advice: 'Load another batch (`excavator ingest DIR`) and run again.',
  });
}

/** The features that changed and moved a person's score most, largest first. */
function reasons(
  home: Home,
  contributions: Contributions,
  now: RunReport,
  before: RunReport,
  role: Role,
): (to: StoredRow, from: StoredRow) => readonly ChangedFeature[] {
  const fileOf = (run: RunReport): string =>
    join(home.lakeDir, rankingFolder(home, run.runId).content.features, 'features.bin');
  const [fileNow, fileBefore] = [fileOf(now), fileOf(before)];
  return (to, from) => {
    const [after, old] = [readFeatureRow(fileNow, to.index), readFeatureRow(fileBefore, from.index)];
    // A run of another version of the engine read other features: its values cannot be held against these.
    if (after.names.join() !== old.names.join()) return [];
    const [sharesAfter, sharesOld] = [contributions(now, role, after.values), contributions(now, role, old.values)];
    return after.names
      .map((name, f) => ({
        name,
        before: orNull(old.values[f] as number),
        value: orNull(after.values[f] as number),
        share: (sharesAfter[f] as number) - (sharesOld[f] as number),
        reason: featureRegistry[f]?.reason ?? '',
      }))
      .filter((one) => one.share !== 0 && one.before !== one.value)
      .sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || (a.name < b.name ? -1 : 1))
      .slice(0, featuresShown);
  };
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
