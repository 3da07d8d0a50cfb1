import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Home } from '../home.ts';
import { hashOfFile } from '../lake/index.ts';
import { computeRun } from '../pipeline.ts';
import type { RunCheck } from '../types.ts';
import { rankingFolder, runOf } from '../views/index.ts';

/**
 * Computes the newest run from nothing and compares every file with what is stored, byte for byte. Works in a folder of
 * its own in the sealed zone, which is removed whatever happens; nothing is recorded.
 * @throws ExcavatorError no_run, ranking_missing
 */
export async function checkRun(home: Home): Promise<RunCheck> {
  const run = runOf(home, undefined);
  const { dir: ranking, content } = rankingFolder(home, run.runId);
  const scratch = join(home.sealedDir, 'tmp', `check-${process.pid}`);
  rmSync(scratch, { recursive: true, force: true });
  try {
    const anew = await computeRun(scratchHome(home, scratch), run.asOf);
    const stored = [content.resolve, content.contacts, content.features].map((name) => join(home.lakeDir, name));
    const made = [anew.folders.resolved, anew.folders.contacts, anew.folders.features, anew.ranking];
    const files = [...stored, ranking].flatMap((dir, i) => compare(dir, made[i] as string));
    return {
      runId: run.runId,
      asOf: run.asOf,
      computedRun: anew.report.runId,
      files,
      equal: files.every(({ equal }) => equal),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The same records, key and decisions, with nothing computed. */
function scratchHome(home: Home, scratch: string): Home {
  const sealedDir = join(scratch, 'sealed');
  const lakeDir = join(scratch, 'lake');
  mkdirSync(sealedDir, { recursive: true });
  mkdirSync(lakeDir);
  for (const entry of readdirSync(home.sealedDir, { withFileTypes: true })) {
    if (entry.isFile()) cpSync(join(home.sealedDir, entry.name), join(sealedDir, entry.name));
    // A link is read from where it lies, so it says the whole path.
    else if (entry.name === 'batches') symlinkSync(resolve(home.sealedDir, 'batches'), join(sealedDir, 'batches'));
  }
  return { ...home, sealedDir, lakeDir };
}

/** Files of either folder. A manifest names its folder's parts, so it is compared too. */
function compare(stored: string, anew: string): RunCheck['files'] {
  const names = new Set([...filesBelow(stored), ...filesBelow(anew)]);
  const step = (stored.split('/').at(-1) as string).replace(/-[0-9a-f]+$/, '');
  return [...names].sort().map((name) => {
    const [before, after] = [hashIfThere(join(stored, name)), hashIfThere(join(anew, name))];
    return { file: `${step}/${name}`, stored: before, computed: after, equal: before === after };
  });
}

function filesBelow(dir: string, under = ''): readonly string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(join(dir, under), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(dir, join(under, entry.name)) : [join(under, entry.name)],
  );
}

const hashIfThere = (path: string): string | null => (existsSync(path) ? hashOfFile(path) : null);
