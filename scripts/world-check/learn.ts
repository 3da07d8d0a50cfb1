import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type TrainingSet, trainModel } from '../../engine/index.ts';
import { type CheckOptions, type GuiltyRole, guiltyRoles } from './types.ts';

/** Quality of one learner for one role, out of fold. */
export interface Learnt {
  /** Area under precision and recall over everybody unknown: people out of reach count as never found. Null: too few. */
  readonly booster: number | null;
  readonly logistic: number | null;
  readonly positives: number;
  readonly rows: number;
}

/** Features and truth of everybody in reach, by the engine as it stands, in a scratch home that is removed. */
export async function trainingSetOf(
  dir: string,
  truth: string,
  onProgress: CheckOptions['onProgress'],
): Promise<TrainingSet> {
  const home = mkdtempSync(join(tmpdir(), 'excavator-check-home-'));
  try {
    const engine = await openEngine({
      home,
      now: Math.floor(Date.now() / 1000),
      demoSeed: 1,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    try {
      await engine.ingest(dir);
      return await engine.trainingSet({ truth, group: 'checked world' });
    } finally {
      engine.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Trains on one world and measures it out of fold. `unknown` counts the positives there are, in reach or not. */
export async function learn(
  set: TrainingSet,
  unknown: Readonly<Record<GuiltyRole, number>>,
  onProgress: CheckOptions['onProgress'],
): Promise<Readonly<Record<GuiltyRole, Learnt>>> {
  const { training } = await trainModel([set], {
    seed: 1,
    name: 'world-check',
    version: '0',
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const of = (role: GuiltyRole): Learnt => {
    const { positives, rows, booster, logistic } = training[role];
    const reached = Math.min(1, positives / Math.max(1, unknown[role]));
    return {
      booster: booster === null ? null : booster.auprc * reached,
      logistic: logistic === null ? null : logistic.auprc * reached,
      positives,
      rows,
    };
  };
  return Object.fromEntries(guiltyRoles.map((role) => [role, of(role)])) as Record<GuiltyRole, Learnt>;
}

/** The same set with some of its columns. */
export function onlyColumns(set: TrainingSet, wanted: (name: string) => boolean): TrainingSet {
  const kept = [...set.features.names.keys()].filter((i) => wanted(set.features.names[i] as string));
  return {
    ...set,
    features: {
      rows: set.features.rows,
      names: kept.map((i) => set.features.names[i] as string),
      columns: kept.map((i) => set.features.columns[i] as Float32Array),
    },
  };
}
