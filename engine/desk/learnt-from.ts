import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.ts';
import { readBatches } from '../ingest/index.ts';
import { localLabels } from '../registry/index.ts';

/** Models of a home that learnt from records of some batches. */
export interface LearntFrom {
  /** Their folders name one of the batches, or do not say from which they learnt. */
  readonly models: readonly string[];
  /** Those of them that do not say: made before it was kept, or continuing such a one. */
  readonly unsure: readonly string[];
}

/**
 * Batches whose records a model trained now learns from: those there are, and those that its parent learnt from. A model
 * learns from every record of its home, because whoever is compared is compared with everybody.
 * @param parent label of the model it continues
 * @returns undefined where the parent is of this home and does not say
 */
export function batchesLearnt({ sealedDir, config }: Home, parent: string): readonly string[] | undefined {
  const own = readBatches(sealedDir).map(({ batchId }) => batchId);
  // What ships learnt from no record of any home.
  const before = localLabels(config.home).includes(parent) ? batchesOf(config.home, parent) : [];
  return before === undefined ? undefined : [...new Set([...before, ...own])].sort();
}

export function learntFrom({ config: { home } }: Home, batches: ReadonlySet<string>): LearntFrom {
  if (batches.size === 0) return { models: [], unsure: [] };
  const known = localLabels(home).map((label) => ({ label, of: batchesOf(home, label) }));
  const models = known.filter(({ of }) => of === undefined || of.some((batch) => batches.has(batch)));
  const unsure = models.filter(({ of }) => of === undefined);
  return { models: models.map(({ label }) => label), unsure: unsure.map(({ label }) => label) };
}

/** Undefined where the model's file does not say, or cannot be read: then it may have been any. */
function batchesOf(home: string, label: string): readonly string[] | undefined {
  const file = join(home, 'models', label, 'model.json');
  try {
    const { provenance } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as {
      readonly provenance?: { readonly batches?: unknown };
    };
    const batches = provenance?.batches;
    return Array.isArray(batches) && batches.every((one) => typeof one === 'string') ? batches : undefined;
  } catch {
    return undefined;
  }
}
