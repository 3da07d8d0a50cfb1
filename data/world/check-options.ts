import { access, constants, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { WorldError } from './errors.ts';
import { choosePatterns, patternNames } from './patterns/index.ts';
import type { WorldOptions } from './types.ts';

export interface Targets {
  readonly out: string;
  readonly truth: string;
  readonly ties: string;
  /** Holds everything until it is whole; no table lies in it directly, so nothing takes it for a data set. */
  readonly partial: string;
  readonly unfinished: string;
}

/** Refuses what cannot be built, in words, before anything is written. */
export async function checkOptions(options: WorldOptions): Promise<Targets> {
  wholeNumber('people', options.people, 500, 5_000_000);
  wholeNumber('days', options.days, 1, 1000);
  wholeNumber('seed', options.seed, 0, 4294967295);
  if (options.shift !== undefined) wholeNumber('shift', options.shift, 0, 4294967295);
  if (!['parquet', 'csv', 'ndjson'].includes(options.format)) {
    throw new WorldError({
      code: 'unknown_format',
      what: 'The format is not one a world can be written in.',
      got: String(options.format),
      expected: 'parquet, csv or ndjson',
      advice: 'Choose one of the three.',
    });
  }
  checkPatterns(options);
  return await checkTargets(options);
}

function wholeNumber(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const advice =
    name === 'people' && value < least
      ? 'A smaller world would hold more suppliers and their networks than people to hide among.'
      : `Give ${name} within the bounds.`;
  throw new WorldError({
    code: `bad_${name}`,
    what: `The world's ${name} cannot be built.`,
    got: String(value),
    expected: `a whole number from ${least} to ${most}`,
    advice,
  });
}

function checkPatterns({ only, without }: WorldOptions): void {
  for (const name of [...(only ?? []), ...(without ?? [])]) {
    if (patternNames.includes(name)) continue;
    throw new WorldError({
      code: 'unknown_pattern',
      what: 'There is no supply pattern of that name.',
      got: name,
      expected: patternNames.join(', '),
      advice: 'Correct the name.',
    });
  }
  const chosen = choosePatterns(only, without);
  for (const tier of ['supply', 'retail'] as const) {
    if (chosen[tier].length > 0) continue;
    throw new WorldError({
      code: 'no_pattern_left',
      what: `No pattern of the ${tier} tier is left.`,
      got: `without ${(without ?? []).join(', ')}`,
      expected: 'at least one pattern of each tier',
      advice: 'Leave out fewer patterns.',
    });
  }
}

async function checkTargets(options: WorldOptions): Promise<Targets> {
  const out = resolve(options.out);
  const truth = resolve(options.truth ?? `${out}.truth.csv`);
  if (truth === out || truth.startsWith(out + sep)) {
    throw new WorldError({
      code: 'truth_inside',
      what: 'The truth may not lie inside the data set.',
      got: truth,
      expected: `a file outside ${out}`,
      advice: 'Put it beside the folder.',
    });
  }
  if (await filled(out)) {
    throw new WorldError({
      code: 'out_not_empty',
      what: 'The folder for the world is not empty.',
      got: out,
      expected: 'a new or an empty folder',
      advice: 'Name another folder, or empty this one yourself.',
    });
  }
  await writable(dirname(out));
  await writable(dirname(truth));
  const ties = tiesBeside(truth);
  await notFolder(truth);
  await notFolder(ties);
  const partial = `${out}.partial`;
  return Object.freeze({ out, truth, ties, partial, unfinished: join(partial, 'unfinished') });
}

/** `w.truth.csv` has `w.ties.parquet` beside it. */
function tiesBeside(truth: string): string {
  return `${truth.replace(/\.csv$/, '').replace(/[.]truth$/, '')}.ties.parquet`;
}

async function notFolder(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() !== true) return;
  throw new WorldError({
    code: 'truth_is_folder',
    what: 'The truth is a file; there is a folder of that name.',
    got: file,
    expected: 'the name of a file',
    advice: 'Name another file.',
  });
}

async function filled(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  return !found.isDirectory() || (await readdir(path)).length > 0;
}

/** The nearest folder that is there must take new entries. */
async function writable(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined && dirname(folder) !== folder) return await writable(dirname(folder));
  const open =
    found?.isDirectory() === true &&
    (await access(folder, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    ));
  if (open) return;
  throw new WorldError({
    code: 'out_not_writable',
    what: 'The world cannot be written there.',
    got: folder,
    expected: 'a folder this user may write to',
    advice: 'Choose another place or change its permissions.',
  });
}
