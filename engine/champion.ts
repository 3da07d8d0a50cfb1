import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installationRoot } from './config/index.ts';
import { ExcavatorError } from './kernel/errors.ts';
import { loadModel, type Model } from './model/index.ts';

export interface Champion {
  /** `<name>/<version>`, as it stands on every output. */
  readonly label: string;
  readonly model: Model;
}

/** The newest version of the model that ships, so that a first start ranks without training. */
export function shippedModel(featureNames: readonly string[]): Champion {
  const parent = join(installationRoot(), 'models', 'baseline');
  const versions = existsSync(parent) ? readdirSync(parent).sort(byVersion) : [];
  const newest = versions.at(-1);
  if (newest === undefined) throw noModel(parent);
  return { label: `baseline/${newest}`, model: loadModel(join(parent, newest), featureNames) };
}

/** Numbers within version names compare as numbers: 1.10.0 comes after 1.9.0. */
function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function noModel(where: string): ExcavatorError {
  return new ExcavatorError({
    code: 'model_missing',
    kind: 'not_found',
    what: 'There is no trained model to score with.',
    where,
    expected: 'a folder <version> with a model inside',
    advice: 'Restore the folder from the repository, or train one with `node dist/scripts/train-baseline.js`.',
  });
}
