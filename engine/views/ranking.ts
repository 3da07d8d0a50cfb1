import { join } from 'node:path';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { readManifest } from '../lake/index.ts';
import type { RankingContent } from '../line/index.ts';
import { readRanking, type StoredRow } from '../rank/index.ts';
import type { Ranking, RankingRow, RankQuery, Role, RunReport } from '../types.ts';

const keptSnapshots = 6;
const keptPages = 200;
const defaultTop = 50;

/** Rankings by run and role, read once and kept: a snapshot never changes. */
export interface RankingReader {
  rows(run: RunReport, role: Role): Promise<readonly StoredRow[]>;
  /** The same object for the same page, until it is asked for no more. */
  page(query: RankQuery): Promise<Ranking>;
}

export function createRankingReader(home: Home): RankingReader {
  const kept = new Map<string, Promise<readonly StoredRow[]>>();
  const rows = (run: RunReport, role: Role): Promise<readonly StoredRow[]> => {
    const name = `${run.runId} ${role}`;
    const found =
      kept.get(name) ?? readRanking(home.lake, join(rankingFolder(home, run.runId).dir, 'ranking.parquet'), role);
    keep(kept, name, found, keptSnapshots);
    found.catch(() => kept.delete(name));
    return found;
  };
  const pages = new Map<string, { readonly run: RunReport; readonly page: Ranking }>();
  return {
    rows,
    page: async (query) => {
      const run = runOf(home, query.runId);
      const { role, area = '', offset = 0, top = defaultTop } = query;
      const name = `${run.runId} ${role} ${offset} ${top} ${area}`;
      const before = pages.get(name);
      const found = before?.run === run ? before : { run, page: await page(query, run, rows) };
      keep(pages, name, found, keptPages);
      return found.page;
    },
  };
}

/** Puts something at the end of a list of so many; the first ones go. */
function keep<T>(list: Map<string, T>, name: string, value: T, most: number): void {
  list.delete(name);
  list.set(name, value);
  for (const oldest of list.keys()) {
    if (list.size <= most) return;
    list.delete(oldest);
  }
}

async function page(query: RankQuery, run: RunReport, rows: RankingReader['rows']): Promise<Ranking> {
  const all = await rows(run, query.role);
  const { area, offset = 0, top = defaultTop } = query;
  const wanted = area === undefined ? all : all.filter((row) => row.area_id === area);
  return Object.freeze({
    runId: run.runId,
    role: query.role,
    asOf: run.asOf,
    model: run.model,
    total: wanted.length,
    rows: wanted.slice(offset, offset + top).map((row) => publicRow(row, query.role, run)),
    notices: [...run.notices, ...unknownArea(area, all)],
  });
}

/** An area that nobody in reach belongs to may be a slip of the pen: the areas that there are, in the order of their size. */
function unknownArea(area: string | undefined, all: readonly StoredRow[]): readonly string[] {
  if (area === undefined || all.some((row) => row.area_id === area)) return [];
  const sizes = new Map<string, number>();
  for (const { area_id } of all) if (area_id !== null) sizes.set(area_id, (sizes.get(area_id) ?? 0) + 1);
  const names = [...sizes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
  const shown = names.slice(0, 8).join(', ');
  return [`Nobody in reach belongs to area ${area}. Areas: ${shown}${names.length > 8 ? ', ...' : ''}.`];
}

export function publicRow(row: StoredRow, role: Role, run: RunReport): RankingRow {
  const { rank, person, area_id, score, low, high, facts } = row;
  return { rank, person, role, area_id, score, low, high, facts, as_of: run.asOf, model: run.model };
}

/** The named run, or the newest one. */
export function runOf(home: Home, runId: string | undefined): RunReport {
  const found = runId === undefined ? home.runs.last() : home.runs.find(runId);
  if (found !== undefined) return found.report;
  throw new ExcavatorError({
    code: runId === undefined ? 'no_run' : 'run_unknown',
    kind: 'not_found',
    what: runId === undefined ? 'There is no ranking yet.' : 'There is no such run in this home.',
    where: home.config.home,
    ...(runId === undefined ? {} : { got: runId }),
    advice: 'Run the line first: `excavator run`.',
  });
}

/** The folder a ranking stands in. */
export function rankingFolder(home: Home, runId: string): { readonly dir: string; readonly content: RankingContent } {
  const dir = join(home.lakeDir, `ranking-${runId}`);
  const manifest = readManifest<RankingContent>(dir);
  if (manifest !== undefined) return { dir, content: manifest.content };
  throw new ExcavatorError({
    code: 'ranking_missing',
    kind: 'data',
    what: 'The ledger names a ranking whose folder is gone.',
    where: dir,
    advice: 'Run `excavator run` again; it is computed anew from the records.',
  });
}
