import { ExcavatorError } from '../../kernel/errors.ts';
import { communityMeasures, leidenByName } from './community.ts';
import { flowMeasures, personalisedPagerank } from './flow.ts';
import type { Measure } from './measure.ts';
import { structureMeasures } from './structure.ts';

/** What `all` means. */
const always: readonly Measure[] = [...structureMeasures, ...flowMeasures, ...communityMeasures];
const known: readonly Measure[] = [...always, personalisedPagerank, leidenByName];

/** Every measure with its meaning, for help texts. */
export const graphMeasures: readonly Pick<Measure, 'name' | 'meaning'>[] = Object.freeze(
  known.map(({ name, meaning }) => Object.freeze({ name, meaning })),
);

/**
 * The measures of a list, each once, in the order of the list. `all` is every measure, personalised PageRank
 * among them where there is something to start from.
 * @throws ExcavatorError `measure_unknown` or `restart_missing`
 */
export function measuresNamed(names: readonly string[], hasRestart: boolean): readonly Measure[] {
  if (names.length === 0) throw unknown('no measure');
  const chosen = new Set<Measure>();
  for (const name of names) {
    if (normal(name) === 'all') for (const measure of always) chosen.add(measure);
    else chosen.add(measureNamed(name));
    if (normal(name) === 'all' && hasRestart) chosen.add(personalisedPagerank);
  }
  if (chosen.has(personalisedPagerank) && !hasRestart)
    throw new ExcavatorError({
      code: 'restart_missing',
      kind: 'usage',
      what: 'Personalised PageRank needs nodes to start from.',
      where: '--measures',
      expected: 'one id or more in --restart',
      advice: 'Give --restart, or ask for pagerank.',
    });
  return [...chosen];
}

function measureNamed(name: string): Measure {
  const wanted = normal(name);
  const found = known.find((measure) => measure.name === wanted || measure.aliases?.includes(wanted));
  if (found === undefined) throw unknown(JSON.stringify(name));
  return found;
}

function normal(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

function unknown(got: string): ExcavatorError {
  return new ExcavatorError({
    code: 'measure_unknown',
    kind: 'usage',
    what: 'There is no such measure.',
    where: '--measures',
    got,
    expected: `all, or names out of ${known.map(({ name }) => name).join(', ')}`,
    advice: 'Separate names by commas.',
  });
}
