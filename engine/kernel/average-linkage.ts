import { UnionFind } from './union-find.ts';

/** Undirected links with a log-odds weight, each pair at most once, `from < to`. */
export interface Links {
  readonly size: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
  /** Where given, two items of one source never come together (one source says two at once). */
  readonly source?: Int32Array;
  /** Where given, `first[i]` and `second[i]` never come together, nor do the groups they are in. */
  readonly apart?: { readonly first: Int32Array; readonly second: Int32Array };
}

/**
 * Agglomerative clustering by the mean link (UPGMA, Sokal & Michener 1958), which one strong link
 * between two groups cannot carry: the two groups with the highest mean log-odds merge first, until
 * no mean exceeds `threshold`. The mean is over the pairs that were weighed; where two groups share
 * fewer than `bridgeLinks` of those they could, each missing one counts as `absent`, so that a lone
 * bridge between large groups is cut. Returns the smallest member of each item's cluster. Ties go to
 * the smallest members, so the order of the links is free.
 */
export function averageLinkage(links: Links, threshold: number, absent: number, bridgeLinks = 3): Int32Array {
  const sets = new UnionFind(links.size);
  const groups = neighbours(links);
  const sizes = new Float64Array(links.size).fill(1);
  const sources = links.source ? sourceSets(links.source) : undefined;
  const foes = links.apart ? foesOf(links.size, links.apart.first, links.apart.second) : undefined;
  const queue = new MergeQueue();
  const mean = (a: number, b: number, sum: number, seen: number): number => {
    const due = Math.max(seen, Math.min(sizes[a], sizes[b], bridgeLinks));
    return (sum + (due - seen) * absent) / due;
  };
  const version = new Int32Array(links.size);
  for (let a = 0; a < links.size; a++)
    for (const [b, link] of groups[a]) if (a < b) queue.push(mean(a, b, link.sum, link.seen), a, b, 0, 0);
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { a, b } = next;
    if (next.score <= threshold) break;
    if (version[a] !== next.versionA || version[b] !== next.versionB) continue;
    if (sources && overlap(sources[a], sources[b])) continue;
    if (foes?.[a].has(b)) continue;
    // b goes into a: links of b are added to those of a.
    sets.union(a, b);
    if (sources) for (const s of sources[b]) sources[a].add(s);
    if (foes) inherit(foes, a, b);
    groups[a].delete(b);
    groups[b].delete(a);
    for (const [c, link] of groups[b]) {
      const known = groups[a].get(c);
      const joined = known ? { sum: known.sum + link.sum, seen: known.seen + link.seen } : link;
      groups[a].set(c, joined);
      groups[c].delete(b);
      groups[c].set(a, joined);
    }
    groups[b].clear();
    sizes[a] += sizes[b];
    version[a]++;
    version[b] = -1;
    for (const [c, link] of groups[a]) {
      const low = Math.min(a, c);
      const high = Math.max(a, c);
      queue.push(mean(a, c, link.sum, link.seen), low, high, version[low], version[high]);
    }
  }
  const cluster = new Int32Array(links.size);
  for (let i = 0; i < links.size; i++) cluster[i] = sets.find(i);
  return cluster;
}

interface Link {
  readonly sum: number;
  readonly seen: number;
}

function neighbours(links: Links): Map<number, Link>[] {
  const groups = Array.from({ length: links.size }, () => new Map<number, Link>());
  for (let i = 0; i < links.from.length; i++) {
    const link = { sum: links.weight[i], seen: 1 };
    groups[links.from[i]].set(links.to[i], link);
    groups[links.to[i]].set(links.from[i], link);
  }
  return groups;
}

function sourceSets(source: Int32Array): Set<number>[] {
  return Array.from(source, (value) => new Set([value]));
}

function foesOf(size: number, first: Int32Array, second: Int32Array): Set<number>[] {
  const foes = Array.from({ length: size }, () => new Set<number>());
  for (let i = 0; i < first.length; i++) {
    foes[first[i]].add(second[i]);
    foes[second[i]].add(first[i]);
  }
  return foes;
}

/** Whoever may not be with b may not be with a, which b is now part of. */
function inherit(foes: Set<number>[], a: number, b: number): void {
  for (const foe of foes[b]) {
    foes[foe].delete(b);
    foes[foe].add(a);
    foes[a].add(foe);
  }
}

function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const value of a) if (b.has(value)) return true;
  return false;
}

interface Merge {
  readonly score: number;
  readonly a: number;
  readonly b: number;
  readonly versionA: number;
  readonly versionB: number;
}

/** Binary heap, best merge first; ties go to the smaller members. */
class MergeQueue {
  readonly items: Merge[] = [];

  push(score: number, a: number, b: number, versionA: number, versionB: number): void {
    const items = this.items;
    const item = { score, a, b, versionA, versionB };
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(item, items[up])) break;
      items[at] = items[up];
      at = up;
    }
    items[at] = item;
  }

  pop(): Merge | undefined {
    const items = this.items;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || !last) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= items.length) break;
      if (down + 1 < items.length && before(items[down + 1], items[down])) down++;
      if (!before(items[down], last)) break;
      items[at] = items[down];
      at = down;
    }
    items[at] = last;
    return top;
  }
}

function before(x: Merge, y: Merge): boolean {
  if (x.score !== y.score) return x.score > y.score;
  return x.a !== y.a ? x.a < y.a : x.b < y.b;
}
