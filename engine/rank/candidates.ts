import type { Csr } from '../kernel/csr.ts';
import { hopsFrom } from '../kernel/hops.ts';
import type { Candidates } from './types.ts';

interface Contacts {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly meetings: Float64Array;
}

/**
 * Everyone within the hop limit of an established case, without `excluded` (established, cleared,
 * victims, witnesses). Outside the limit nobody is scored at all (oversight rules 1, 15, 16).
 */
export function candidates(
  graph: Csr,
  contacts: Contacts,
  seeds: readonly number[],
  excluded: ReadonlySet<number>,
  hopLimit: number,
): Candidates {
  const hops = hopsFrom(graph, seeds, hopLimit);
  const facts = new Int32Array(graph.order);
  for (let e = 0; e < contacts.a.length; e++) {
    const a = contacts.a[e] as number;
    const b = contacts.b[e] as number;
    const hopsA = hops[a] as number;
    const hopsB = hops[b] as number;
    if (hopsA < 0 || hopsB < 0) continue;
    if (hopsA === hopsB + 1) facts[a] = (facts[a] as number) + (contacts.meetings[e] as number);
    if (hopsB === hopsA + 1) facts[b] = (facts[b] as number) + (contacts.meetings[e] as number);
  }
  const person: number[] = [];
  for (let i = 0; i < graph.order; i++)
    if ((hops[i] as number) > 0 && (facts[i] as number) > 0 && !excluded.has(i)) person.push(i);
  return {
    person: Int32Array.from(person),
    hops: Int32Array.from(person, (i) => hops[i] as number),
    facts: Int32Array.from(person, (i) => facts[i] as number),
  };
}
