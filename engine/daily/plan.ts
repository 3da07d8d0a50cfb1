import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.ts';
import { readManifest } from '../lake/index.ts';
import { contactsKey, featuresKey, lineInputs } from '../line/index.ts';
import type { Resolved } from '../resolve/index.ts';
import type { RunInputs, RunPlan, RunReport, StepPlan } from '../types.ts';

/** What the next run would do, and why, from manifests alone. Seconds are those of the newest run that computed the step. */
export async function planRun(home: Home, asOfWanted: number | undefined): Promise<RunPlan> {
  const { asOf, utcOffsetSeconds, resolveKey, inputs } = await lineInputs(home, asOfWanted);
  const runs = home.runs.newest(50).map(({ report }) => report);
  const [newest] = runs;
  const why = newest === undefined ? ['nothing was run in this home before'] : differences(newest, asOf, inputs);
  const steps: StepPlan[] = [];
  for (const { step, folder, besides = '' } of foldersOf(home, `resolve-${resolveKey}`, utcOffsetSeconds)) {
    const before = steps.find(({ reused }) => !reused);
    const reused = before === undefined && folder !== undefined && isStored(join(home.lakeDir, folder));
    const reason = before === undefined ? why : [`${before.step} is computed anew${besides}`];
    steps.push({ step, reused, why: reused ? [] : reason, ...secondsOf(step, runs) });
  }
  const anew = steps.find(({ reused }) => !reused);
  const sameScores =
    anew === undefined && newest !== undefined && isStored(join(home.lakeDir, `ranking-${newest.runId}`));
  steps.push({
    step: 'ranking',
    reused: sameScores,
    why: sameScores
      ? []
      : [anew === undefined ? 'there is no ranking of these features' : `${anew.step} is computed anew`],
    ...secondsOf('ranking', runs),
  });
  return { asOf, newestRun: newest?.runId ?? null, steps };
}

interface StepFolder {
  readonly step: string;
  /** Undefined where it cannot be named yet. */
  readonly folder?: string;
  /** What may still spare the work although a step before is computed. */
  readonly besides?: string;
}

/** Contacts are named by the events of resolve, which nobody knows before it has run. */
function foldersOf(home: Home, resolve: string, utcOffsetSeconds: number): readonly StepFolder[] {
  const dir = join(home.lakeDir, resolve);
  const stored = existsSync(dir) ? readManifest<Resolved>(dir) : undefined;
  if (stored === undefined)
    return [
      { step: 'resolve', folder: resolve },
      { step: 'contacts', besides: '; taken as they are if that gives the events they were found in' },
      { step: 'features' },
    ];
  const contacts = `contacts-${contactsKey(stored.content, utcOffsetSeconds)}`;
  return [
    { step: 'resolve', folder: resolve },
    { step: 'contacts', folder: contacts },
    { step: 'features', folder: `features-${featuresKey(resolve, contacts)}` },
  ];
}

const isStored = (dir: string): boolean => existsSync(dir) && readManifest(dir) !== undefined;

function secondsOf(step: string, runs: readonly RunReport[]): { readonly seconds?: number } {
  for (const { steps } of runs) {
    const found = steps.find((one) => one.step === step && !one.reused);
    if (found !== undefined) return { seconds: found.seconds };
  }
  return {};
}

/** In what the inputs differ from those of a run, in sentences. */
function differences(run: RunReport, asOf: number, now: RunInputs): readonly string[] {
  const before = run.inputs;
  if (before === undefined) return [`run ${run.runId} did not write down what it read`];
  const found: string[] = [];
  const known = new Map(before.batches.map((batch) => [batch.batchId, batch]));
  for (const batch of now.batches) {
    const old = known.get(batch.batchId);
    known.delete(batch.batchId);
    if (old === undefined) found.push(`batch ${batch.sequence} came: ${rowsText(batch.rows)}`);
    else if (old.print !== batch.print)
      found.push(`batch ${batch.sequence} was corrected or purged: ${rowsText(batch.rows)} now`);
  }
  for (const { sequence } of known.values()) found.push(`batch ${sequence} is gone`);
  if (run.asOf !== asOf) found.push(`the date moves from ${dateOf(run.asOf)} to ${dateOf(asOf)}`);
  if (before.decisions !== now.decisions) found.push('people decided who is who');
  if (before.settings !== now.settings) found.push('the settings are others');
  return found.length > 0 ? found : ['the result of the newest run is gone, or another version of the engine made it'];
}

const rowsText = (rows: Readonly<Record<string, number>>): string =>
  Object.entries(rows)
    .map(([table, count]) => `${count} ${table}`)
    .join(', ') || 'no rows';

const dateOf = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
