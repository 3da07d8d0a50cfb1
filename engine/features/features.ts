import type { Csr } from '../kernel/csr.ts';
import { neighbourMean } from '../kernel/neighbour-mean.ts';
import type { Lake } from '../lake/index.ts';
import { caseFeatures, type Seeds } from './case-features.ts';
import { graphFeatures } from './graph-features.ts';
import { averagedFeatures, featureRegistry } from './registry.ts';
import { behaviour } from './sql-families.ts';
import { type TestedContacts, testedContactFeatures } from './tested-contacts.ts';
import type { FeatureTable } from './types.ts';

export interface FeatureInput {
  readonly lake: Lake;
  readonly graph: Csr;
  readonly contacts: TestedContacts;
  readonly community: Int32Array;
  readonly seeds: Seeds;
  /** Length of the records in days, at least 1. */
  readonly days: number;
  /** Seconds that the clock of the data set is ahead of UTC; default 28800 (Asia/Shanghai). */
  readonly utcOffsetSeconds?: number;
}

/** All registered features of all persons, in registry order. Expects the event views of resolve in the lake. */
export async function computeFeatures(input: FeatureInput): Promise<FeatureTable> {
  const { graph, contacts } = input;
  const found = new Map([
    ...(await behaviour(input.lake, graph.order, input.days, input.utcOffsetSeconds ?? 28800)),
    ...graphFeatures(graph, contacts, input.community),
    ...testedContactFeatures(graph.order, contacts),
    ...caseFeatures(graph, contacts, input.seeds),
  ]);
  // A feature with labels in it brings its own mean, from which the person's label is left out.
  for (const name of averagedFeatures.filter((averaged) => !found.has(`neighbours_${averaged}`)))
    found.set(`neighbours_${name}`, neighbourMean(graph, found.get(name) as Float32Array));
  const names = featureRegistry.map(({ name }) => name);
  return { rows: graph.order, names, columns: names.map((name) => found.get(name) as Float32Array) };
}
