import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';
import { isIntact, type ModelFile, mainFile, type RoleFile, sha256 } from './artefact.ts';
import { readLightGbm } from './lightgbm-read.ts';
import { checkFeatures } from './score.ts';
import { type Model, type ModelRole, modelRoles, type RoleModel } from './types.ts';

/**
 * Reads a model folder. Every file's hash is checked, then that the features are the ones the caller computes.
 * @throws ExcavatorError model_missing, model_damaged, model_other_features
 */
export function loadModel(folder: string, featureNames: readonly string[]): Model {
  const path = join(folder, mainFile);
  if (!existsSync(path)) throw missing(folder);
  const text = readFileSync(path, 'utf8');
  if (!isIntact(text)) throw damaged(path, 'a text that does not match its own hash', 'the file as it was written');
  const file = JSON.parse(text) as ModelFile;
  if (file.format !== 1) throw damaged(path, `format ${String(file.format)}`, 'format 1');
  const texts = new Map(Object.entries(file.files).map(([name, hash]) => [name, readChecked(folder, name, hash)]));
  checkFeatures(file.features, featureNames, folder);
  const roles = modelRoles.map((role) => [role, readRole(file.roles[role], file.features, texts, folder)]);
  return Object.freeze({
    name: file.name,
    version: file.version,
    features: file.features,
    roles: Object.freeze(Object.fromEntries(roles) as Record<ModelRole, RoleModel>),
    notices: file.notices,
  });
}

function readChecked(folder: string, name: string, hash: string): string {
  const path = join(folder, name);
  if (!existsSync(path)) throw damaged(path, 'no such file', `a file with SHA-256 ${hash}`);
  const bytes = readFileSync(path);
  const found = sha256(bytes);
  if (found !== hash) throw damaged(path, `SHA-256 ${found}`, hash);
  return bytes.toString('utf8');
}

function readRole(
  role: RoleFile,
  features: readonly string[],
  texts: ReadonlyMap<string, string>,
  folder: string,
): RoleModel {
  if (role.kind === 'constant') return role;
  const members = role.members.map((name) => {
    const forest = readLightGbm(texts.get(name) ?? '', join(folder, name));
    return { ...forest, featureNames: features };
  });
  return { kind: 'boosted', members, calibration: role.calibration };
}

function missing(folder: string): ExcavatorError {
  return new ExcavatorError({
    code: 'model_missing',
    kind: 'not_found',
    what: 'There is no model here.',
    where: folder,
    expected: `a folder with ${mainFile}`,
    advice: 'Restore the models folder that ships with Excavator, or name a model that is there.',
  });
}

function damaged(path: string, got: string, expected: string): ExcavatorError {
  return new ExcavatorError({
    code: 'model_damaged',
    kind: 'data',
    what: 'A file of the model is not as it was saved.',
    where: path,
    got,
    expected,
    advice: 'Restore the model folder from a copy or from the repository. Nothing was scored with it.',
  });
}
