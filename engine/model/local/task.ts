import { type BinnedColumns, binColumns, chooseBins } from '../../kernel/feature-bins.ts';
import { filledSingles } from '../../kernel/filled.ts';
import { puLabels } from '../../kernel/nnpu-gradients.ts';
import type { Rng } from '../../kernel/rng.ts';
import { shuffle } from '../folds.ts';
import { createMemory, type SharedMemory } from '../threads/memory.ts';
import type { Matrix, ModelRole } from '../types.ts';
import type { LocalCases } from './types.ts';

const mostUnlabelled = 30_000;

/** Established people of one role, then cleared ones, then unlabelled ones, binned once for all that is tried. */
export interface LocalTask {
  readonly features: Matrix;
  readonly binned: BinnedColumns;
  /** Where `binned` lies, and what is needed to learn from it. */
  readonly memory: SharedMemory;
  /** See `puLabels`. */
  readonly labels: Uint8Array;
}

/** Established people of other roles are left out: they are neither innocent nor of this role. */
export function localTask(local: LocalCases, role: ModelRole, rng: Rng): LocalTask {
  const positives = [...new Set(local.established[role])];
  const known = new Set(positives);
  const taken = new Set([...Object.values(local.established).flatMap((rows) => [...rows]), ...local.cleared]);
  const cleared = [...new Set(local.cleared)].filter((r) => !known.has(r));
  const unlabelled = [...new Set(local.candidates)].filter((r) => !taken.has(r));
  if (unlabelled.length > mostUnlabelled) {
    shuffle(unlabelled, rng);
    unlabelled.length = mostUnlabelled;
  }
  const rows = [...positives, ...cleared, ...unlabelled];
  const certain = positives.length + cleared.length;
  const columns = local.features.columns.map((column) =>
    filledSingles(rows.length, (i) => column[rows[i] as number] as number),
  );
  const memory = createMemory();
  return {
    memory,
    features: { rows: rows.length, names: local.features.names, columns },
    binned: binColumns(
      columns,
      columns.map((column) => chooseBins(column, 63)),
      memory.allocate,
      memory.reach() !== undefined,
    ),
    labels: Uint8Array.from(rows, (_, i) =>
      i < positives.length ? puLabels.positive : i < certain ? puLabels.negative : puLabels.unlabelled,
    ),
  };
}

/** The binned table with some columns made constant, so that no tree can use them. */
export function withoutColumns(binned: BinnedColumns, barred: ReadonlySet<number>): BinnedColumns {
  if (barred.size === 0) return binned;
  const nothing = { edges: new Float64Array(0), bins: 1, low: Infinity, high: -Infinity };
  return { ...binned, features: binned.features.map((bins, f) => (barred.has(f) ? nothing : bins)) };
}
