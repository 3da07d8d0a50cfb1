import type { Csr } from '../kernel/csr.ts';
import type { Lake } from '../lake/index.ts';
import { callFeatures } from './calls-moves.ts';
import { caseFeatures, type Seeds } from './cases.ts';
import { patternFeatures } from './cases-patterns.ts';
import { closeTieFeatures } from './close-ties.ts';
import type { TestedContacts } from './contact-lists.ts';
import { contactFeatures } from './contacts.ts';
import { readFlatEvents } from './flat-events.ts';
import { tripFeatures } from './movement-trips.ts';
import { nearColumns } from './near.ts';
import { neighbourColumns } from './neighbours.ts';
import { parcelFeatures } from './parcels-signs.ts';
import { phoneFeatures, successionFeatures } from './phones.ts';
import { mobilityFeatures } from './places-mobility.ts';
import { rankFeatures } from './ranks.ts';
import { baseFeatures, facts, featureRegistry, rankedFacts } from './registry.ts';
import { cycleFeatures } from './rhythm-cycles.ts';
import { behaviour } from './sql-families.ts';
import { testedContactFeatures } from './tested-contacts.ts';
import {
  type Columns,
  type ComputedFeatures,
  type Feature,
  type FeatureTable,
  type Look,
  type Part,
  untimed,
} from './types.ts';

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
  /** What models make of everybody, one after the other; without, or without seeds, the features of family `near` are missing. */
  readonly looks?: readonly Look[];
  /** Runs each part of the work, so that the caller can time it; default: just runs it. */
  readonly part?: Part;
}

/** All registered features of all persons, in registry order. Expects the event views of resolve in the lake. */
export async function computeFeatures(input: FeatureInput): Promise<ComputedFeatures> {
  const { lake, graph, contacts, community, seeds, days } = input;
  const { part = untimed, utcOffsetSeconds: offset = 28800 } = input;
  const found: Columns = await behaviour(lake, graph.order, days, offset, part);
  const events = await part(
    'read events',
    () => readFlatEvents(lake, graph.order, days, offset),
    ({ journal }) => journal.at.length,
  );
  const family = async (name: string, compute: () => Columns | Promise<Columns>): Promise<void> => {
    for (const [column, values] of await part(name, compute, knownRows)) found.set(column, values);
  };
  await family('cycles', () => cycleFeatures(events));
  await family('mobility', () => mobilityFeatures(events));
  await family('trips', () => tripFeatures(events));
  await family('parcel signs', () => parcelFeatures(events));
  await family('call moves', () => callFeatures(events));
  await family('successions', () => successionFeatures(lake, graph.order));
  await family('successive numbers', () => phoneFeatures(events));
  await family('contacts', () => contactFeatures(graph, contacts, community));
  await family('tested contacts', () => testedContactFeatures(graph.order, contacts));
  await family('cases', () => caseFeatures(graph, contacts, seeds, days));
  await family('patterns', () => patternFeatures(events, seeds));
  await family('ranks', () => rankFeatures(found, facts, events.home));
  await family('close ties', () => closeTieFeatures(found, graph.order, contacts, seeds));
  await family('neighbours', () => neighbourColumns(found, graph));
  const anybody = Object.values(seeds).some(({ length }) => length > 0);
  await family('near', () => nearColumns(graph, contacts, undefined));
  let known = tableOf(graph.order, baseFeatures, found);
  for (const [i, look] of anybody ? (input.looks ?? []).entries() : []) {
    const scores = await part(`look ${i + 1}`, () => look(known));
    await family(`near ${i + 1}`, () => nearColumns(graph, contacts, scores));
    known = tableOf(graph.order, featureRegistry, found);
  }
  return { ...tableOf(graph.order, featureRegistry, found), facts: tableOf(graph.order, rankedFacts, found) };
}

/** Persons of whom something is known. */
function knownRows(columns: Columns): number {
  const [first] = columns.values();
  const known = new Uint8Array(first?.length ?? 0);
  for (const column of columns.values())
    for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i])) known[i] = 1;
  return known.reduce((sum, one) => sum + one, 0);
}

function tableOf(rows: number, wanted: readonly Feature[], found: Columns): FeatureTable {
  const names = wanted.map(({ name }) => name);
  return { rows, names, columns: names.map((name) => found.get(name) as Float32Array) };
}
