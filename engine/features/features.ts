import type { Csr } from '../kernel/csr.ts';
import type { Lake } from '../lake/index.ts';
import { callFeatures } from './calls-moves.ts';
import { caseFeatures, type Seeds } from './cases.ts';
import { patternFeatures } from './cases-patterns.ts';
import { addCloseTies } from './close-ties.ts';
import { contactFeatures } from './contacts.ts';
import { readFlatEvents } from './flat-events.ts';
import { tripFeatures } from './movement-trips.ts';
import { addNeighbours } from './neighbours.ts';
import { parcelFeatures } from './parcels-signs.ts';
import { mobilityFeatures } from './places-mobility.ts';
import { addRanks } from './ranks.ts';
import { facts, featureRegistry, rankedFacts } from './registry.ts';
import { cycleFeatures } from './rhythm-cycles.ts';
import { behaviour } from './sql-families.ts';
import { type TestedContacts, testedContactFeatures } from './tested-contacts.ts';
import type { Columns, ComputedFeatures, Feature, FeatureTable } from './types.ts';

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
export async function computeFeatures(input: FeatureInput): Promise<ComputedFeatures> {
  const { lake, graph, contacts, community, seeds, days } = input;
  const offset = input.utcOffsetSeconds ?? 28800;
  const events = await readFlatEvents(lake, graph.order, days, offset);
  const found: Columns = new Map([
    ...(await behaviour(lake, graph.order, days, offset)),
    ...cycleFeatures(events),
    ...mobilityFeatures(events),
    ...tripFeatures(events),
    ...parcelFeatures(events),
    ...callFeatures(events),
    ...contactFeatures(graph, contacts, community),
    ...testedContactFeatures(graph.order, contacts),
    ...caseFeatures(graph, contacts, seeds, days),
    ...patternFeatures(events, seeds),
  ]);
  addRanks(found, facts, events.home);
  addCloseTies(found, graph.order, contacts, seeds);
  addNeighbours(found, graph);
  return { ...tableOf(graph.order, featureRegistry, found), facts: tableOf(graph.order, rankedFacts, found) };
}

function tableOf(rows: number, wanted: readonly Feature[], found: Columns): FeatureTable {
  const names = wanted.map(({ name }) => name);
  return { rows, names, columns: names.map((name) => found.get(name) as Float32Array) };
}
