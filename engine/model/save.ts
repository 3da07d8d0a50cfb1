import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';
import { writeDurably } from '../lake/index.ts';
import {
  type FeaturesFile,
  type MetricsFile,
  mainFile,
  type RoleFile,
  sealModelFile,
  sha256,
  toJson,
} from './artefact.ts';
import { modelCard } from './card.ts';
import { writeLightGbm } from './lightgbm-write.ts';
import { type Model, type ModelRole, modelRoles, type TrainedModel } from './types.ts';

/**
 * Writes a model folder: a LightGBM text file a role and member, model.json, metrics.json, features.json and
 * card.md. The folder appears whole, by a rename. Equal models give equal bytes. A version never changes:
 * saving the same model again does nothing.
 * @throws ExcavatorError model_exists when the folder holds another model
 */
export function saveModel(model: TrainedModel, folder: string): void {
  const files = filesOf(model);
  if (existsSync(folder)) {
    const main = join(folder, mainFile);
    if (existsSync(main) && readFileSync(main, 'utf8') === files.get(mainFile)) return;
    throw exists(folder);
  }
  writeFolder(files, folder);
}

/** Writes what scoring and explaining need, without card and metrics: a model that is kept beside its ranking only. */
export function saveScorer(model: Model, folder: string): void {
  const files = new Map<string, string>();
  const roles = Object.fromEntries(modelRoles.map((role) => [role, roleFile(model, role, files)]));
  const { name, version, features, notices } = model;
  const main = sealModelFile({
    format: 1,
    name,
    version,
    seed: 0,
    features,
    roles: roles as Record<ModelRole, RoleFile>,
    groups: [],
    notices,
    files: hashesOf(files),
  });
  writeFolder(new Map([...files, [mainFile, main]]), folder);
}

function writeFolder(files: ReadonlyMap<string, string>, folder: string): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const [name, text] of files) writeDurably(join(partial, name), text);
  renameSync(partial, folder);
}

function hashesOf(files: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...files].map(([name, text]) => [name, sha256(text)]));
}

function filesOf(model: TrainedModel): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const roles = Object.fromEntries(modelRoles.map((role) => [role, roleFile(model, role, files)]));
  const metrics: MetricsFile = {
    measured: 'out of fold: every row by the member and the calibration that did not see its group',
    roles: model.training,
    ...(model.local === null ? {} : { local: model.local }),
  };
  const features: FeaturesFile = {
    features: model.featureSummaries,
    ...(model.profile === null ? {} : { profile: model.profile }),
  };
  files.set('metrics.json', toJson(metrics));
  files.set('features.json', toJson(features));
  files.set('card.md', modelCard(model));
  const numbers = modelRoles.map((role) => {
    const { booster: _, logistic: __, baselines: ____, byGroup: ___, ...rest } = model.training[role];
    return [role, rest];
  });
  files.set(
    mainFile,
    sealModelFile({
      format: 1,
      name: model.name,
      version: model.version,
      seed: model.seed,
      features: model.features,
      roles: roles as Record<ModelRole, RoleFile>,
      ...(model.provenance === null ? {} : { provenance: model.provenance }),
      groups: model.groups,
      training: Object.fromEntries(numbers),
      notices: model.notices,
      files: hashesOf(files),
    }),
  );
  return files;
}

function roleFile(model: Model, role: ModelRole, files: Map<string, string>): RoleFile {
  const roleModel = model.roles[role];
  if (roleModel.kind === 'constant') return roleModel;
  const members = roleModel.members.map((member, m) => {
    const name = `${role}-${m + 1}.txt`;
    files.set(name, writeLightGbm(member));
    return name;
  });
  return { kind: 'boosted', members, calibration: roleModel.calibration };
}

function exists(folder: string): ExcavatorError {
  return new ExcavatorError({
    code: 'model_exists',
    kind: 'conflict',
    what: 'There is already another model under this name and version.',
    where: folder,
    expected: 'a version that is not there yet',
    advice: 'Save under another version. Versions do not change, because rankings name the one they came from.',
  });
}
