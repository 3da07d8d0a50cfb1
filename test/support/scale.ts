import type { PartUse, StepUse } from '../../engine/types.ts';

/** What one world cost, stage by stage. */
export interface ScaleRun {
  readonly world: string;
  readonly records: number;
  readonly persons: number;
  readonly steps: readonly StepUse[];
}

/** Ten times the records may take this many times as long. */
export const tenfoldMost = 10.5;
/** A stage that takes less than this in the larger world is noise. */
const secondsMin = 1;

/**
 * How many times as long ten times the records would take, by the slope between two worlds on a double logarithmic plot;
 * undefined where the stage is too short to say.
 */
export function tenfold(
  small: ScaleRun,
  large: ScaleRun,
  of: (run: ScaleRun) => number | undefined,
): number | undefined {
  const [before, after] = [of(small), of(large)];
  if (before === undefined || after === undefined || after < secondsMin || before <= 0) return undefined;
  return 10 ** (Math.log(after / before) / Math.log(large.records / small.records));
}

const ofProcessor = (use: Pick<PartUse, 'seconds' | 'processorSeconds'> | undefined): number | undefined =>
  use?.processorSeconds ?? use?.seconds;

/** Processor seconds of a stage, or of a part of one (`features / cases`). */
export function secondsOf({ steps }: ScaleRun, stage: string): number | undefined {
  const [name, part] = stage.split(' / ');
  const step = steps.find((one) => one.step === name);
  return ofProcessor(part === undefined ? step : step?.parts?.find((one) => one.part === part));
}

export const wholeSeconds = ({ steps }: ScaleRun): number =>
  steps.reduce((sum, step) => sum + (ofProcessor(step) ?? 0), 0);

/** Stages in the order in which they run; parts of a stage below it. */
export function stagesOf({ steps }: ScaleRun): readonly string[] {
  return steps.flatMap(({ step, parts = [] }) => [step, ...parts.map(({ part }) => `${step} / ${part}`)]);
}

/** A row a stage: processor seconds in each world, then what ten times the records would take by the last two. */
export function scaleRows(runs: readonly ScaleRun[]): readonly (readonly (string | number)[])[] {
  const [small, large] = runs.slice(-2) as [ScaleRun, ScaleRun];
  const row = (name: string, of: (run: ScaleRun) => number | undefined): readonly string[] => [
    name,
    ...runs.map((run) => of(run)?.toFixed(1) ?? ''),
    runs.length < 2 ? '' : (tenfold(small, large, of)?.toFixed(1) ?? ''),
  ];
  const peak = (run: ScaleRun): number => Math.max(...run.steps.map(({ peakResidentMb }) => peakResidentMb));
  const clock = (run: ScaleRun): number => run.steps.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    ...stagesOf(large ?? (small as ScaleRun)).map((stage) => row(stage, (run) => secondsOf(run, stage))),
    row('records to ranking', wholeSeconds),
    ['the same by the clock', ...runs.map((run) => clock(run).toFixed(1)), ''],
    [
      'processor seconds a million records',
      ...runs.map((run) => (wholeSeconds(run) / (run.records / 1e6)).toFixed(1)),
      '',
    ],
    ['peak resident MB', ...runs.map((run) => peak(run).toLocaleString('en')), ''],
    [
      'MB kept in the lake',
      ...runs.map((run) => (run.steps.reduce((sum, { bytes = 0 }) => sum + bytes, 0) / 2 ** 20).toFixed(1)),
      '',
    ],
    ['persons', ...runs.map(({ persons }) => persons.toLocaleString('en')), ''],
  ];
}
