import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureRegistry, type TrainingSet } from '../../engine/index.ts';
import type { DataSet } from './data-set.ts';
import { type Learnt, learn, onlyColumns, trainingSetOf } from './learn.ts';
import { seeded, shuffled } from './random.ts';
import { writeShuffled } from './shuffle-edges.ts';
import { type CheckOptions, type Finding, type Gate, type GuiltyRole, guiltyRoles } from './types.ts';

/** More people take hours to train on one machine; the numbers of the smaller worlds stand for them. */
const mostPeople = 30_000;
const shareOfFull = 0.4;
const leastCost = 0.25;
/** Fewer people in reach teach a learner nothing that holds. */
const fewest = 10;

const titles = Object.freeze({
  2: 'Counts alone do not do the model’s work',
  4: 'Nothing is learnt from shuffled labels, and less from shuffled edges',
});

/**
 * Gates 2 and 4, through the whole line: reported, not gated, until the model is complete. Average precision is out of
 * fold within the one world, over everybody unknown.
 */
export async function lineGates(
  data: DataSet,
  options: CheckOptions,
  people: number,
  unknown: Readonly<Record<GuiltyRole, number>>,
): Promise<readonly Gate[]> {
  if (options.line === false) return skipped('The line was not asked for.');
  if (people > mostPeople) return skipped(`Not measured on more than ${mostPeople} people.`);
  const { onProgress } = options;
  const set = await trainingSetOf(options.dir, options.truth, onProgress);
  const full = await learn(set, unknown, onProgress);
  const counts = await learn(onlyColumns(set, isCount), unknown, onProgress);
  const labels = await learn(withShuffledLabels(set), unknown, onProgress);
  const edges = await withShuffledEdges(data, options, unknown);
  return [
    reported(2, guiltyRoles.flatMap((role) => countsFinding(role, full[role], counts[role]))),
    reported(4, guiltyRoles.flatMap((role) => [
      ...labelsFinding(role, labels[role], unknown[role]),
      ...edgesFinding(role, full[role], edges[role]),
    ])),
  ];
}

function skipped(why: string): readonly Gate[] {
  return ([2, 4] as const).map((gate) => ({ gate, title: titles[gate], verdict: 'skipped', summary: why, findings: [] }));
}

function reported(gate: 2 | 4, findings: readonly Finding[]): Gate {
  const over = findings.filter(({ failed }) => failed);
  const summary =
    findings.length === 0
      ? `Fewer than ${fewest} people of every role are in reach: nothing to measure.`
      : over.length === 0
        ? `All ${findings.length} numbers within their limits.`
        : `${over.length} of ${findings.length} over their limit: ${over.map(({ name, value }) => `${name} ${value?.toFixed(2)}`).join(', ')}.`;
  return { gate, title: titles[gate], verdict: findings.length === 0 ? 'skipped' : 'reported', summary, findings };
}

/** How many people, how many records: what a clerk could count. */
const countColumns = new Set(
  featureRegistry
    .filter(({ name, unit, family }) => family === 'contacts' || name === 'degree' || /_(rate|count)$/.test(name) || unit === 'persons')
    .filter(({ family }) => family !== 'cases' && family !== 'neighbours')
    .map(({ name }) => name),
);

function isCount(name: string): boolean {
  return countColumns.has(name);
}

function countsFinding(role: GuiltyRole, full: Learnt, counts: Learnt): readonly Finding[] {
  if (full.booster === null || counts.logistic === null || full.positives < fewest) return [];
  const value = counts.logistic / full.booster;
  return [
    {
      gate: 2,
      name: `${role}: counts over full model`,
      about: `logistic regression on degree and counts ${counts.logistic.toFixed(3)}, full model ${full.booster.toFixed(3)} (AUPRC)`,
      value,
      low: 0,
      high: shareOfFull,
      limit: `at most ${shareOfFull}`,
      failed: value > shareOfFull,
      positives: full.positives,
      others: full.rows - full.positives,
    },
  ];
}

function withShuffledLabels(set: TrainingSet): TrainingSet {
  const random = seeded(20);
  const labels = Object.fromEntries(guiltyRoles.map((role) => [role, shuffled(set.labels[role], random)]));
  return { ...set, labels: labels as unknown as TrainingSet['labels'] };
}

function labelsFinding(role: GuiltyRole, labels: Learnt, unknown: number): readonly Finding[] {
  if (labels.booster === null || labels.positives < fewest) return [];
  const value = labels.booster / Math.min(1, labels.positives / Math.max(1, unknown));
  const high = luckyPrecision(labels.positives, labels.rows);
  return [
    {
      gate: 4,
      name: `${role}: labels shuffled`,
      about: `AUPRC on shuffled labels; the prevalence in reach is ${(labels.positives / labels.rows).toFixed(4)}, and a coin stays below the limit 99 times of 100`,
      value,
      low: 0,
      high,
      limit: `at most ${high.toFixed(4)}`,
      failed: value > high,
      positives: labels.positives,
      others: labels.rows - labels.positives,
    },
  ];
}

/** 99th percentile of the average precision of a ranking by lot. */
function luckyPrecision(positives: number, rows: number): number {
  const random = seeded(rows);
  const draws = Float64Array.from({ length: 300 }, () => {
    const places = new Set<number>();
    while (places.size < positives) places.add(1 + Math.floor(random() * rows));
    const sorted = [...places].sort((a, b) => a - b);
    return sorted.reduce((sum, place, i) => sum + (i + 1) / place, 0) / positives;
  });
  return draws.sort()[Math.floor(0.99 * draws.length)] as number;
}

async function withShuffledEdges(
  data: DataSet,
  { truth, onProgress }: CheckOptions,
  unknown: Readonly<Record<GuiltyRole, number>>,
): Promise<Readonly<Record<GuiltyRole, Learnt>>> {
  const folder = mkdtempSync(join(tmpdir(), 'excavator-check-edges-'));
  try {
    await writeShuffled(data, folder);
    return await learn(await trainingSetOf(folder, truth, onProgress), unknown, onProgress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function edgesFinding(role: GuiltyRole, full: Learnt, edges: Learnt): readonly Finding[] {
  if (full.booster === null || full.positives < fewest) return [];
  const left = edges.booster ?? 0;
  const value = 1 - left / full.booster;
  return [
    {
      gate: 4,
      name: `${role}: cost of shuffled edges`,
      about: `AUPRC ${full.booster.toFixed(3)} with the true edges, ${left.toFixed(3)} when people are exchanged among the records of a place and day type`,
      value,
      low: leastCost,
      high: 1,
      limit: `at least ${leastCost}`,
      failed: value < leastCost,
      positives: full.positives,
      others: full.rows - full.positives,
    },
  ];
}
