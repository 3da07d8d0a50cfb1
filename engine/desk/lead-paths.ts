import { join } from 'node:path';
import { config } from '../config/index.ts';
import type { Csr } from '../kernel/csr.ts';
import { recordIdsOf } from '../kernel/record-ids.ts';
import { type Lake, sql } from '../lake/index.ts';

/** Contacts of the persons that leads are made of. */
export interface ContactFact {
  readonly [column: string]: string | number;
  readonly a: number;
  readonly b: number;
  readonly channel: string;
  readonly meetings: number;
  readonly expected: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly weight_micro: number;
  readonly records: string;
  /** 1: more than chance gives, or a tie by itself. */
  readonly tested: number;
}

/**
 * A shortest way from a person to the nearest established one: at each step the neighbour one hop nearer with the
 * strongest edge, the lower number first. Every edge of the graph is a tested contact.
 * @param hops distance of each node to the nearest established person, -1 beyond the limit
 * @returns node numbers, the person first; empty where there is no way
 */
export function wayToCase(graph: Csr, hops: Int32Array, person: number): readonly number[] {
  const way = [person];
  for (let at = person; (hops[at] as number) > 0; at = way.at(-1) as number) {
    let [best, weight] = [-1, -1];
    for (let slot = graph.offsets[at] as number; slot < (graph.offsets[at + 1] as number); slot++) {
      const other = graph.targets[slot] as number;
      if (hops[other] !== (hops[at] as number) - 1 || (graph.weights[slot] as number) <= weight) continue;
      [best, weight] = [other, graph.weights[slot] as number];
    }
    if (best < 0) return [];
    way.push(best);
  }
  return hops[person] === undefined || hops[person] <= 0 ? [] : way;
}

/** Every contact that touches one of the persons, told or not. */
export async function contactsOf(
  lake: Lake,
  contactsDir: string,
  persons: Iterable<number>,
): Promise<ReadonlyMap<number, readonly ContactFact[]>> {
  const wanted = new Set(persons);
  if (wanted.size === 0) return new Map();
  const list = [...wanted].sort((x, y) => x - y).join(', ');
  const rows = await lake.rows<ContactFact>(`
    select a, b, channel, meetings, expected, first_at, last_at, weight_micro, records,
      case when inherent = 1 or log10_q <= ${Math.log10(config.contacts.falseDiscoveryMost)} then 1 else 0 end as tested
    from ${sql.parquet([join(contactsDir, 'contact.parquet')])}
    where a in (${list}) or b in (${list}) order by a, b, channel`);
  const found = new Map<number, ContactFact[]>();
  for (const row of rows) {
    for (const person of new Set([row.a, row.b])) {
      if (wanted.has(person)) found.set(person, [...(found.get(person) ?? []), row]);
    }
  }
  return found;
}

export const otherOf = (row: ContactFact, person: number): number => (row.a === person ? row.b : row.a);
export const recordsOf = (row: ContactFact): readonly string[] => recordIdsOf(row.records);
