import { ExcavatorError } from '../../kernel/errors.ts';
import type { FlatGraph } from '../../kernel/flat-graph.ts';
import { edgeBetween, ownerOf, slotOf, weightAt } from '../../kernel/slots.ts';

/** What graphology asks of a graph apart from walks: sizes, look-ups, degrees, ends and attributes of edges. */
export class FrozenBase {
  readonly multi = false;
  readonly allowSelfLoops = false;
  readonly selfLoopCount = 0;
  readonly directedSelfLoopCount = 0;
  readonly undirectedSelfLoopCount = 0;
  readonly implementation = 'excavator-frozen';
  readonly flat: FlatGraph;
  /** Nodes have no attributes; one empty object stands for all. */
  readonly nodeAttributes: Readonly<Record<string, never>> = Object.freeze({});
  readonly #keys: readonly string[];

  constructor(flat: FlatGraph) {
    this.flat = flat;
    this.#keys = Array.from({ length: flat.order }, (_, node) => String(node));
  }

  get type(): 'directed' | 'undirected' {
    return this.flat.directed ? 'directed' : 'undirected';
  }

  get order(): number {
    return this.flat.order;
  }

  get size(): number {
    return this.flat.size;
  }

  get directedSize(): number {
    return this.flat.directed ? this.flat.size : 0;
  }

  get undirectedSize(): number {
    return this.flat.directed ? 0 : this.flat.size;
  }

  /** Key of a node number. */
  keyOf(node: number): string {
    return this.#keys[node] as string;
  }

  /** Number of a node key. @throws ExcavatorError `node_unknown` */
  nodeOf(key: unknown): number {
    if (this.hasNode(key)) return Number(key);
    throw unknown('node', key, this.order);
  }

  hasNode(node: unknown): boolean {
    const index = Number(node);
    return Number.isInteger(index) && String(node) === this.#keys[index];
  }

  nodes(): string[] {
    return [...this.#keys];
  }

  edge(source: unknown, target: unknown): string | undefined {
    const found = edgeBetween(this.flat, this.nodeOf(source), this.nodeOf(target));
    return found === -1 ? undefined : String(found);
  }

  hasEdge(edgeOrSource: unknown, target?: unknown): boolean {
    if (target === undefined) return this.#slot(edgeOrSource) !== undefined;
    if (!(this.hasNode(edgeOrSource) && this.hasNode(target))) return false;
    return edgeBetween(this.flat, Number(edgeOrSource), Number(target)) !== -1;
  }

  inDegree(node: unknown): number {
    const index = this.nodeOf(node);
    return this.flat.directed ? degreeIn(this.flat.in.offsets, index) : 0;
  }

  outDegree(node: unknown): number {
    const index = this.nodeOf(node);
    return this.flat.directed ? degreeIn(this.flat.out.offsets, index) : 0;
  }

  undirectedDegree(node: unknown): number {
    const index = this.nodeOf(node);
    return this.flat.directed ? 0 : degreeIn(this.flat.out.offsets, index);
  }

  extremities(edge: unknown): [string, string] {
    const slot = this.#edgeOf(edge);
    return [this.keyOf(ownerOf(this.flat.out, slot)), this.keyOf(this.flat.out.targets[slot] as number)];
  }

  /** `{ weight }` by edge key, or by source and target. */
  getEdgeAttributes(edgeOrSource: unknown, target?: unknown): { weight: number } {
    return { weight: weightAt(this.flat.out, this.#edgeOf(edgeOrSource, target)) };
  }

  areOutNeighbors(source: unknown, target: unknown): boolean {
    const [a, b] = [this.nodeOf(source), Number(target)];
    return this.flat.directed && slotOf(this.flat.out, a, b) !== -1;
  }

  areInNeighbors(source: unknown, target: unknown): boolean {
    const [a, b] = [this.nodeOf(source), Number(target)];
    return this.flat.directed && slotOf(this.flat.in, a, b) !== -1;
  }

  areUndirectedNeighbors(source: unknown, target: unknown): boolean {
    const [a, b] = [this.nodeOf(source), Number(target)];
    return !this.flat.directed && slotOf(this.flat.out, a, b) !== -1;
  }

  /** The slot that an edge key names: a stored edge, an undirected one from its smaller end. */
  #slot(edge: unknown): number | undefined {
    const slot = Number(edge);
    const { out, directed } = this.flat;
    if (!Number.isInteger(slot) || slot < 0 || slot >= out.targets.length || String(edge) !== String(slot))
      return undefined;
    return directed || ownerOf(out, slot) < (out.targets[slot] as number) ? slot : undefined;
  }

  #edgeOf(edgeOrSource: unknown, target?: unknown): number {
    if (target === undefined) {
      const slot = this.#slot(edgeOrSource);
      if (slot === undefined) throw unknown('edge', edgeOrSource, this.flat.out.targets.length);
      return slot;
    }
    const found = edgeBetween(this.flat, this.nodeOf(edgeOrSource), this.nodeOf(target));
    if (found === -1) throw unknown('edge', `${String(edgeOrSource)} to ${String(target)}`, 0);
    return found;
  }
}

function degreeIn(offsets: Uint32Array, node: number): number {
  return (offsets[node + 1] as number) - (offsets[node] as number);
}

function unknown(what: 'node' | 'edge', got: unknown, count: number): ExcavatorError {
  return new ExcavatorError({
    code: `${what}_unknown`,
    kind: 'not_found',
    what: `The graph has no such ${what}.`,
    got: JSON.stringify(got),
    expected: count === 0 ? 'an edge of this graph' : `a whole number from 0 to ${count - 1} as text`,
    advice: `Take ${what} keys from this graph.`,
  });
}
