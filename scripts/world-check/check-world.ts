import { openDataSet } from './data-set.ts';
import { formGate } from './form.ts';
import { lineGates } from './line-gates.ts';
import { readNeighbours, whoMetWhom } from './meetings.ts';
import { countMotifs, crowdFindings } from './motif-counts.ts';
import { whoDidWhat } from './people.ts';
import { personFeatures } from './person-features.ts';
import { separationGate } from './separation.ts';
import { shapeGate } from './shape-gate.ts';
import { measureShape } from './shape-measures.ts';
import { shapePictures } from './shape-pictures.ts';
import { countLookalikes, countUnknown, readSouls } from './souls.ts';
import type { CheckOptions, WorldCheck } from './types.ts';

/**
 * Looks for what would make a world too easy or unlike any real one. Reads the data set and its truth; the engine is
 * asked for gates 2 and 4 only. Same input, same numbers.
 * @throws ExcavatorError check_no_truth, check_no_tables; whatever the engine throws for gates 2 and 4
 */
export async function checkWorld(options: CheckOptions): Promise<WorldCheck> {
  const step = (name: string, done: number): void =>
    options.onProgress?.({ step: name, done, total: 1, unit: 'steps' });
  step('read', 0);
  const data = await openDataSet(options.dir, options.truth);
  try {
    await whoDidWhat(data);
    await whoMetWhom(data);
    const souls = await readSouls(data);
    const graph = await readNeighbours(data, souls.people);
    step('features', 0);
    const motifs = await countMotifs(data);
    const separation = separationGate(souls, await personFeatures(data, graph), crowdFindings(souls, motifs));
    step('form', 0);
    const form = await formGate(data, souls);
    step('shape', 0);
    const shape = await measureShape(data, graph);
    const [counts, shuffles] = await lineGates(data, options, souls.people);
    const gates = [separation, counts, form, shuffles, shapeGate(shape)].filter((gate) => gate !== undefined);
    return toNineDigits({
      dataSet: data.note.name ?? options.dir,
      people: souls.people,
      days: await daysOf(data),
      seed: data.note.seed ?? null,
      unknown: countUnknown(souls),
      lookalikes: countLookalikes(souls),
      passed: gates.every(({ verdict }) => verdict !== 'fail'),
      gates,
      motifs,
      pictures: shapePictures(shape),
    });
  } finally {
    data.close();
  }
}

/** Sums of fractions may differ in their last digits from run to run; what is handed on does not. */
function toNineDigits(check: WorldCheck): WorldCheck {
  const rounded: unknown = JSON.parse(
    JSON.stringify(check, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)),
  );
  return Object.freeze(rounded as WorldCheck);
}

async function daysOf(data: Awaited<ReturnType<typeof openDataSet>>): Promise<number> {
  const { days } = await data.numbers(
    `select count(distinct (depart_at + ${data.offsetSeconds}) // 86400) as days from transport`,
  );
  return days?.[0] ?? 0;
}
