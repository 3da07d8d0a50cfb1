import { averageLinkage } from '../kernel/average-linkage.ts';
import { UnionFind } from '../kernel/union-find.ts';
import type { ScoredPairs } from './score.ts';

/** Limits of the second look at groups of linked records. */
export const clusterLimits = Object.freeze({
  /** Groups up to this size have all their pairs compared; larger ones only those that blocking gave. */
  completeMax: 64,
  /** A single pair speaks with at most this many bits, so that no one pair carries a group. */
  weightMax: 12,
  /** What a missing link between two groups counts where they share fewer than they could. */
  absent: -6,
});

/** The group of each record: those that links at or above `weight` connect; named by its smallest member. */
export function connectedGroups(records: number, pairs: ScoredPairs, weight: number): Int32Array {
  const sets = new UnionFind(records);
  for (let i = 0; i < pairs.a.length; i++)
    if ((pairs.weight[i] as number) >= weight) sets.union(pairs.a[i] as number, pairs.b[i] as number);
  return Int32Array.from({ length: records }, (_, i) => sets.find(i));
}

/** Pairs inside the groups that were not scored, for groups small enough to be completed. */
export function missingPairs(
  group: Int32Array,
  source: Int32Array | undefined,
  pairs: ScoredPairs,
): { readonly a: Int32Array; readonly b: Int32Array; readonly tooLarge: number } {
  const members = new Map<number, number[]>();
  for (const [record, name] of group.entries()) {
    const list = members.get(name);
    if (list) list.push(record);
    else members.set(name, [record]);
  }
  const known = new Set<number>();
  for (let i = 0; i < pairs.a.length; i++) {
    const a = pairs.a[i] as number;
    const b = pairs.b[i] as number;
    if (group[a] === group[b]) known.add(a * group.length + b);
  }
  const from: number[] = [];
  const to: number[] = [];
  let tooLarge = 0;
  for (const list of members.values()) {
    if (list.length < 3) continue;
    if (list.length > clusterLimits.completeMax) {
      tooLarge++;
      continue;
    }
    for (const [i, a] of list.entries())
      for (const b of list.slice(i + 1)) {
        if (known.has(a * group.length + b) || (source && source[a] === source[b])) continue;
        from.push(a);
        to.push(b);
      }
  }
  return { a: Int32Array.from(from), b: Int32Array.from(to), tooLarge };
}

/**
 * Persons: groups joined by their mean link, so that a pair is a match when the two groups it lies in
 * agree on the whole. Closes what one blurred pair would leave open, and cuts a bridge that one strong
 * pair would make between two people.
 */
export function clusterRecords(
  records: number,
  pairs: ScoredPairs,
  group: Int32Array,
  threshold: number,
  exclusiveSource: Int32Array | undefined,
): Int32Array {
  const inside: number[] = [];
  for (let i = 0; i < pairs.a.length; i++)
    if (group[pairs.a[i] as number] === group[pairs.b[i] as number]) inside.push(i);
  const { weightMax, absent } = clusterLimits;
  const pick = (values: Int32Array): Int32Array => Int32Array.from(inside, (i) => values[i] as number);
  const weight = Float64Array.from(inside, (i) => Math.max(-weightMax, Math.min(weightMax, pairs.weight[i] as number)));
  const links = { size: records, from: pick(pairs.a), to: pick(pairs.b), weight };
  return averageLinkage(exclusiveSource ? { ...links, source: exclusiveSource } : links, threshold, absent);
}
