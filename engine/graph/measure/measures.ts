import { ExcavatorError } from '../../kernel/errors.ts';
import { communityMeasures, leidenByName } from './community.ts';
import type { TimeWanted } from './edge-source.ts';
import { flowMeasures, personalisedPagerank } from './flow.ts';
import type { Measure } from './measure.ts';
import { motifMeasures } from './motifs.ts';
import { structureMeasures } from './structure.ts';

/** What `all` means. */
const always: readonly Measure[] = [...structureMeasures, ...flowMeasures, ...communityMeasures];
const known: readonly Measure[] = [...always, ...motifMeasures, personalisedPagerank, leidenByName];

/** Every measure with its meaning, for help texts. */
export const graphMeasures: readonly Pick<Measure, 'name' | 'meaning' | 'timed'>[] = Object.freeze(
  known.map(({ name, meaning, timed = false }) => Object.freeze({ name, meaning, timed })),
);

/** What a list of measures asks of the column `time`; `all` takes it where it is there. */
export function timeWanted(names: readonly string[]): TimeWanted {
  const named = names.map(normal);
  if (named.some((name) => name !== 'all' && measureNamed(name).timed === true)) return 'yes';
  return named.includes('all') ? 'if there' : 'no';
}

/**
 * The measures of a list, each once, in the order of the list. `all` is every measure, personalised PageRank
 * among them where there is something to start from, and motifs where there is a column `time`.
 * @throws ExcavatorError `measure_unknown` or `restart_missing`
 */
export function measuresNamed(names: readonly string[], hasRestart: boolean, hasTime: boolean): readonly Measure[] {
  if (names.length === 0) throw unknown('no measure');
  const chosen = new Set<Measure>();
  for (const name of names) {
    if (normal(name) === 'all') for (const measure of always) chosen.add(measure);
    else chosen.add(measureNamed(name));
    if (normal(name) === 'all' && hasRestart) chosen.add(personalisedPagerank);
    if (normal(name) === 'all' && hasTime) for (const measure of motifMeasures) chosen.add(measure);
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
