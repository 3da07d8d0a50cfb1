import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config, installationRoot } from '../config/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import type { ModelPlace } from './types.ts';

/** The model that ships, so that a first start ranks without training. */
const shippedName = 'baseline';
const labelForm = /^([a-z0-9][a-z0-9._-]*)\/([a-z0-9][a-z0-9._-]*)$/i;

/** What is learnt from a home's records stays in the home; what ships lies in the installation. */
export function modelRoots(home: string): readonly string[] {
  return [join(home, 'models'), join(installationRoot(), 'models')];
}

/**
 * Finds `<name>/<version>`, in the home first.
 * @throws ExcavatorError model_label, model_missing, model_damaged
 */
export function placeOf(home: string, label: string): ModelPlace {
  if (!labelForm.test(label)) throw wrongLabel(label);
  const roots = modelRoots(home);
  const folder = roots.map((root) => join(root, label)).find((path) => existsSync(path));
  if (folder === undefined) throw missing(label, roots);
  return { label, folder, sha256: sealOf(folder) };
}

/** The newest version of the model that ships. @throws ExcavatorError model_missing */
export function shippedPlace(home: string): ModelPlace {
  const parent = join(installationRoot(), 'models', shippedName);
  const newest = versionsIn(parent).at(-1);
  if (newest === undefined) throw missing(`${shippedName}/<version>`, [parent]);
  return placeOf(home, `${shippedName}/${newest}`);
}

/** Labels of every model that can rank, oldest version first within a name; looks are only read by one that does. */
export function modelLabels(home: string): readonly string[] {
  const labels = modelRoots(home).flatMap((root) =>
    foldersIn(root).flatMap((name) => versionsIn(join(root, name)).map((version) => `${name}/${version}`)),
  );
  const looks: readonly string[] = config.looks;
  return [...new Set(labels)].filter((label) => !looks.includes(label));
}

/** Models of the home itself: what was trained on its records. */
export function localLabels(home: string): readonly string[] {
  const root = join(home, 'models');
  return foldersIn(root).flatMap((name) => versionsIn(join(root, name)).map((version) => `${name}/${version}`));
}

/** The next free minor version of a name in the home. */
export function nextVersion(home: string, name: string): string {
  const newest = versionsIn(join(home, 'models', name)).at(-1) ?? '0.0.0';
  const [major = '0', minor = '0'] = newest.split('.');
  return `${major}.${Number(minor) + 1}.0`;
}

export function newFolder(home: string, label: string): string {
  if (!labelForm.test(label)) throw wrongLabel(label);
  return join(home, 'models', label);
}

/** Numbers within version names compare as numbers: 1.10.0 comes after 1.9.0. */
function versionsIn(parent: string): readonly string[] {
  return [...foldersIn(parent)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function foldersIn(parent: string): readonly string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.partial'))
    .map(({ name }) => name);
}

/** Empty where the file is not one of ours; loading the model says what is wrong with it. */
function sealOf(folder: string): string {
  const file = join(folder, 'model.json');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return /"sha256": "([0-9a-f]{64})"\s*}\s*$/.exec(text)?.[1] ?? '';
}

function wrongLabel(label: string): ExcavatorError {
  return new ExcavatorError({
    code: 'model_label',
    kind: 'usage',
    what: 'This is not the name of a model version.',
    got: label,
    expected: '<name>/<version>, such as baseline/0.7.0',
    advice: 'See the names with `excavator report card`.',
  });
}

function missing(label: string, roots: readonly string[]): ExcavatorError {
  return new ExcavatorError({
    code: 'model_missing',
    kind: 'not_found',
    what: 'There is no such model.',
    where: roots.join(' or '),
    got: label,
    expected: 'a folder <name>/<version> with a model inside',
    advice:
      'Restore the folder from the repository, train one on local cases with `excavator train`, or on worlds with `node dist/scripts/train-baseline.js`.',
  });
}
