import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { featureRegistry } from '../features/index.ts';
import type { Home } from '../home.ts';
import { namedModel } from '../line/index.ts';
import { loadModel, type Model } from '../model/index.ts';
import type { RunReport } from '../types.ts';
import { rankingFolder } from '../views/index.ts';

/** The model behind a ranking, so that its scores can be explained. */
export interface ScoredBy {
  readonly label: string;
  readonly sha256: string;
  readonly model: Model;
}

const localEnding = '+local';

/** The model on the shelf that a run's model is, or was adapted from. */
export function shippedLabel(label: string): string {
  return label.replace(localEnding, '');
}

/**
 * The very model a run was scored with: kept beside the ranking where it was adapted to the home, otherwise by name.
 * @throws ExcavatorError model_missing, model_damaged, model_other_features
 */
export function modelOfRun(home: Home, run: RunReport): ScoredBy {
  const own = join(rankingFolder(home, run.runId).dir, 'model');
  const { place, model } = namedModel(home, shippedLabel(run.model));
  if (!existsSync(own)) return { label: run.model, sha256: place.sha256, model };
  const adapted = loadModel(
    own,
    featureRegistry.map(({ name }) => name),
  );
  return { label: run.model, sha256: place.sha256, model: adapted };
}
