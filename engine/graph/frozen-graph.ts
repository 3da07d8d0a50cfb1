import type { Csr } from '../kernel/csr.ts';
import { ExcavatorError } from '../kernel/errors.ts';

type EdgeCallback = (
  edge: string,
  attributes: { weight: number },
  source: string,
  target: string,
  sourceAttributes: object,
  targetAttributes: object,
  undirected: boolean,
) => void;

/**
 * A frozen CSR graph that answers graphology's read interface, so that graphology's own library
 * runs on it without a copy. Node keys are the node numbers as text. Undirected, simple, loop-free;
 * every call that would change it throws. The attribute object of an edge is reused between calls.
 */
export class FrozenGraph {
  readonly type = 'undirected';
  readonly multi = false;
  readonly allowSelfLoops = false;
  readonly selfLoopCount = 0;
  readonly directedSize = 0;
  readonly directedSelfLoopCount = 0;
  readonly undirectedSelfLoopCount = 0;
  readonly csr: Csr;
  readonly #keys: readonly string[];

  constructor(csr: Csr) {
    this.csr = csr;
    this.#keys = Array.from({ length: csr.order }, (_, node) => String(node));
  }

  get order(): number {
    return this.csr.order;
  }

  get size(): number {
    return this.csr.size;
  }

  get undirectedSize(): number {
    return this.csr.size;
  }

  nodes(): string[] {
    return [...this.#keys];
  }

  hasNode(node: unknown): boolean {
    const index = Number(node);
    return Number.isInteger(index) && index >= 0 && index < this.order && String(node) === this.#keys[index];
  }

  forEachNode(callback: (node: string, attributes: object) => void): void {
    for (const key of this.#keys) callback(key, empty);
  }

  /** Each undirected edge once, from its smaller node. */
  forEachEdge(callback: EdgeCallback): void {
    const { order, offsets, targets, weights } = this.csr;
    const attributes = { weight: 1 };
    for (let node = 0; node < order; node++) {
      const end = offsets[node + 1] as number;
      const source = this.#keys[node] as string;
      for (let slot = offsets[node] as number; slot < end; slot++) {
        const target = targets[slot] as number;
        if (target < node) continue;
        attributes.weight = weights[slot] as number;
        callback(String(slot), attributes, source, this.#keys[target] as string, empty, empty, true);
      }
    }
  }

  forEachUndirectedEdge(callback: EdgeCallback): void {
    this.forEachEdge(callback);
  }

  forEachNeighbor(node: string, callback: (neighbor: string, attributes: object) => void): void {
    for (const neighbor of this.neighbors(node)) callback(neighbor, empty);
  }

  neighbors(node: string): string[] {
    const { offsets, targets } = this.csr;
    const index = this.#index(node);
    return Array.from(targets.subarray(offsets[index], offsets[index + 1]), (target) => this.#keys[target] as string);
  }

  degree(node: string): number {
    const index = this.#index(node);
    return (this.csr.offsets[index + 1] as number) - (this.csr.offsets[index] as number);
  }

  undirectedDegree(node: string): number {
    return this.degree(node);
  }

  degreeWithoutSelfLoops(node: string): number {
    return this.degree(node);
  }

  undirectedDegreeWithoutSelfLoops(node: string): number {
    return this.degree(node);
  }

  getNodeAttributes(node: string): object {
    this.#index(node);
    return empty;
  }

  /** Present because graphology recognises a graph by its methods; this one is frozen. */
  addUndirectedEdgeWithKey(): never {
    return frozen('addUndirectedEdgeWithKey');
  }

  dropNode(): never {
    return frozen('dropNode');
  }

  #index(node: string): number {
    if (this.hasNode(node)) return Number(node);
    throw new ExcavatorError({
      code: 'node_unknown',
      kind: 'not_found',
      what: 'The graph has no such node.',
      got: JSON.stringify(node),
      expected: `a whole number from 0 to ${this.order - 1} as text`,
      advice: 'Take node keys from this graph.',
    });
  }
}

const empty = Object.freeze({});

function frozen(method: string): never {
  throw new ExcavatorError({
    code: 'graph_frozen',
    kind: 'usage',
    what: 'This graph is frozen and cannot be changed.',
    got: `a call of ${method}`,
    advice: 'Build a new one from edge lists, or use a graphology graph for a neighbourhood.',
  });
}
