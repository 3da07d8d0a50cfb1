import { at } from './array.ts';
import type { Cases } from './cases/index.ts';
import type { Targets } from './check-options.ts';
import type { WorldOptions, WorldReport } from './types.ts';
import type { World } from './world.ts';

export function countRoles(world: World): Readonly<Record<'user' | 'retailer' | 'supplier', number>> {
  const counts = [0, 0, 0, 0];
  for (const role of world.population.role) counts[role] = at(counts, role) + 1;
  return Object.freeze({ user: at(counts, 1), retailer: at(counts, 2), supplier: at(counts, 3) });
}

export function makeReport(
  options: WorldOptions,
  targets: Targets,
  world: World,
  cases: Cases,
  networks: number,
  rows: Readonly<Record<string, number>>,
  files: readonly string[],
): WorldReport {
  const { population } = world;
  return Object.freeze({
    people: options.people,
    days: options.days,
    seed: options.seed,
    out: targets.out,
    truth: targets.truth,
    ties: targets.ties,
    rows,
    positives: countRoles(world),
    labels: tally(cases.labels.map((label) => label.role)),
    wrongLabels: cases.labels.filter((label) => label.wrong).length,
    networks,
    lookalikes: tally(population.lookalike.filter((name) => name !== '')),
    patterns: tally(population.pattern.filter((name) => name !== '')),
    files: Object.freeze([...files, 'dataset.json']),
  });
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return Object.freeze(counts);
}
