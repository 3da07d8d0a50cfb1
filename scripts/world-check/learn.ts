import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type TrainingSet, trainModel } from '../../engine/index.ts';
import { type CheckOptions, type GuiltyRole, guiltyRoles } from './types.ts';

/** What the line makes of a data set. Average precision (AUPRC) counts people out of reach as never found. */
export interface Line {
  readonly set: TrainingSet;
  /** Of the model that ships, which was trained on other worlds. */
  readonly shipped: Readonly<Record<GuiltyRole, number>>;
  /** People of the role whom nobody has established, in reach or not. */
  readonly unknown: Readonly<Record<GuiltyRole, number>>;
}

/** Average precision of two learners trained on this one world and measured out of fold; null where too few to learn. */
export interface Learnt {
  readonly booster: number | null;
  readonly logistic: number | null;
  /** People of the role in reach, of so many rows. */
  readonly positives: number;
  readonly rows: number;
}

type Watch = CheckOptions['onProgress'];

/** Runs the engine as it stands on a data set, in a scratch home that is removed. */
export async function runLine(dir: string, truth: string, onProgress: Watch): Promise<Line> {
  const home = mkdtempSync(join(tmpdir(), 'excavator-check-home-'));
  try {
    const now = Math.floor(Date.now() / 1000);
    const engine = await openEngine({ home, now, demoSeed: 1, ...(onProgress === undefined ? {} : { onProgress }) });
    try {
      await engine.ingest(dir);
      await engine.run();
      const { roles } = await engine.evaluate({ truth });
      return {
        set: await engine.trainingSet({ truth, group: 'checked world' }),
        shipped: byRole((role) => roles[role].auprc),
        unknown: byRole((role) => roles[role].positives),
      };
    } finally {
      engine.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

export async function learn(
  set: TrainingSet,
  unknown: Line['unknown'],
  onProgress: Watch,
): Promise<Readonly<Record<GuiltyRole, Learnt>>> {
  const { training } = await trainModel([set], {
    seed: 1,
    name: 'world-check',
    version: '0',
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return byRole((role) => {
    const { positives, rows, booster, logistic } = training[role];
    const reached = positives / Math.max(1, positives, unknown[role]);
    return {
      booster: booster === null ? null : booster.auprc * reached,
      logistic: logistic === null ? null : logistic.auprc * reached,
      positives,
      rows,
    };
  });
}

function byRole<T>(of: (role: GuiltyRole) => T): Readonly<Record<GuiltyRole, T>> {
  return Object.fromEntries(guiltyRoles.map((role) => [role, of(role)])) as Record<GuiltyRole, T>;
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
