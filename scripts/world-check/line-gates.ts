import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureRegistry, type TrainingSet } from '../../engine/index.ts';
import type { DataSet } from './data-set.ts';
import { type Learnt, type Line, learn, onlyColumns, runLine } from './learn.ts';
import { countsFinding, edgesFinding, labelsFinding } from './line-judges.ts';
import { seeded, shuffled } from './random.ts';
import { writeShuffled } from './shuffle-edges.ts';
import { type CheckOptions, type Finding, type Gate, type GuiltyRole, guiltyRoles } from './types.ts';

/** More people take hours to train on one machine; the numbers of the smaller worlds stand for them. */
const mostPeople = 30_000;
/** Fewer people in reach teach a learner nothing that holds. */
const fewest = 10;

const titles = Object.freeze({
  2: 'Counts alone do not do the model’s work',
  4: 'Nothing is learnt from shuffled labels, and less from shuffled edges',
});

/**
 * Gates 2 and 4, through the whole line: reported, not gated, until the model is complete. The full model is the better
 * of the one that ships (trained on other worlds) and one trained here and measured out of fold: a small world teaches
 * too little for the second to speak alone.
 */
export async function lineGates(data: DataSet, options: CheckOptions, people: number): Promise<readonly Gate[]> {
  if (options.line === false) return skipped('The line was not asked for.');
  if (people > mostPeople) return skipped(`Not measured on more than ${mostPeople} people.`);
  const { truth, onProgress } = options;
  const line = await runLine(options.dir, truth, onProgress);
  const { set, unknown } = line;
  const full = await learn(set, unknown, onProgress);
  const counts = await learn(onlyColumns(set, isCount), unknown, onProgress);
  const labels = await learn(withShuffledLabels(set), unknown, onProgress);
  const shuffledLine = await runShuffled(data, truth, onProgress);
  const edges = await learn(shuffledLine.set, unknown, onProgress);
  const better = (role: GuiltyRole, of: Line, learnt: Readonly<Record<GuiltyRole, Learnt>>): number =>
    Math.max(of.shipped[role], learnt[role].booster ?? 0);
  const seen = guiltyRoles.filter((role) => full[role].positives >= fewest);
  return [
    reported(
      2,
      seen.map((role) => countsFinding(role, better(role, line, full), counts[role])),
    ),
    reported(
      4,
      seen.flatMap((role) => [
        labelsFinding(role, labels[role], unknown[role]),
        edgesFinding(role, better(role, line, full), better(role, shuffledLine, edges), full[role]),
      ]),
    ),
  ];
}

function skipped(why: string): readonly Gate[] {
  return ([2, 4] as const).map((gate) => ({
    gate,
    title: titles[gate],
    verdict: 'skipped',
    summary: why,
    findings: [],
  }));
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
    .filter(
      ({ name, unit, family }) =>
        family === 'contacts' || name === 'degree' || /_(rate|count)$/.test(name) || unit === 'persons',
    )
    .filter(({ family }) => family !== 'cases' && family !== 'neighbours')
    .map(({ name }) => name),
);

function isCount(name: string): boolean {
  return countColumns.has(name);
}

function withShuffledLabels(set: TrainingSet): TrainingSet {
  const random = seeded(20);
  const labels = Object.fromEntries(guiltyRoles.map((role) => [role, shuffled(set.labels[role], random)]));
  return { ...set, labels: labels as unknown as TrainingSet['labels'] };
}

async function runShuffled(data: DataSet, truth: string, onProgress: CheckOptions['onProgress']): Promise<Line> {
  const folder = mkdtempSync(join(tmpdir(), 'excavator-check-edges-'));
  try {
    await writeShuffled(data, folder);
    return await runLine(folder, truth, onProgress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
