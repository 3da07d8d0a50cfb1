import { DirectedGraph, UndirectedGraph } from 'graphology';
import type { AbstractGraph, SerializedGraph } from 'graphology-types';
import type { Csr } from '../kernel/csr.ts';
import { type FlatGraph, flatGraphOf } from '../kernel/flat-graph.ts';
import { weightAt } from '../kernel/slots.ts';
import { FrozenBase } from './frozen/base.ts';
import { addDerived, type DerivedSurface } from './frozen/derived.ts';
import { addRefusals } from './frozen/refusals.ts';
import { addWalks, type WalkSurface } from './frozen/surface.ts';

const Walking = FrozenBase as unknown as new (flat: FlatGraph) => FrozenBase & WalkSurface & DerivedSurface;
type NodeCallback<T> = (node: string, attributes: object) => T;
type AdjacencyCallback = (
  node: string,
  neighbour: string | null,
  nodeAttributes: object,
  neighbourAttributes: object | null,
  edge: string | null,
  edgeAttributes: { weight: number } | null,
  undirected: boolean | null,
) => void;

/**
 * Flat rows that answer graphology's whole read interface, so that graphology's own library runs on
 * them without a copy. Node keys are the node numbers as text, an edge's key the slot of its row;
 * edges carry `weight`. Simple and loop-free; every call that would change the graph throws `graph_frozen`.
 */
export class FrozenGraph extends Walking {
  /** @param graph directed or undirected rows */
  constructor(graph: Csr | FlatGraph) {
    super('out' in graph ? graph : flatGraphOf(graph));
  }

  /** This graph under the type that graphology's library asks for. */
  asGraphology(): AbstractGraph {
    return this as unknown as AbstractGraph;
  }

  forEachNode(callback: NodeCallback<void>): void {
    for (let node = 0; node < this.order; node++) callback(this.keyOf(node), this.nodeAttributes);
  }

  mapNodes<T>(callback: NodeCallback<T>): T[] {
    return this.nodes().map((node) => callback(node, this.nodeAttributes));
  }

  filterNodes(callback: NodeCallback<unknown>): string[] {
    return this.nodes().filter((node) => callback(node, this.nodeAttributes));
  }

  reduceNodes<T>(callback: (sum: T, node: string, attributes: object) => T, initial: T): T {
    return this.nodes().reduce((sum, node) => callback(sum, node, this.nodeAttributes), initial);
  }

  findNode(callback: NodeCallback<unknown>): string | undefined {
    return this.nodes().find((node) => callback(node, this.nodeAttributes));
  }

  someNode(callback: NodeCallback<unknown>): boolean {
    return this.nodes().some((node) => callback(node, this.nodeAttributes));
  }

  everyNode(callback: NodeCallback<unknown>): boolean {
    return this.nodes().every((node) => callback(node, this.nodeAttributes));
  }

  nodeEntries(): IterableIterator<{ node: string; attributes: object }> {
    return this.mapNodes((node, attributes) => ({ node, attributes })).values();
  }

  [Symbol.iterator](): IterableIterator<{ node: string; attributes: object }> {
    return this.nodeEntries();
  }

  forEachAdjacencyEntry(callback: AdjacencyCallback): void {
    this.#adjacency(callback, false, false);
  }

  forEachAdjacencyEntryWithOrphans(callback: AdjacencyCallback): void {
    this.#adjacency(callback, false, true);
  }

  forEachAssymetricAdjacencyEntry(callback: AdjacencyCallback): void {
    this.#adjacency(callback, true, false);
  }

  forEachAssymetricAdjacencyEntryWithOrphans(callback: AdjacencyCallback): void {
    this.#adjacency(callback, true, true);
  }

  /** A graph without nodes that can be changed, of the same type. */
  nullCopy(): AbstractGraph {
    return this.flat.directed ? new DirectedGraph() : new UndirectedGraph();
  }

  /** The nodes without the edges, as a graph that can be changed. */
  emptyCopy(): AbstractGraph {
    const copy = this.nullCopy();
    for (const node of this.nodes()) copy.addNode(node);
    return copy;
  }

  /** A real graphology graph: some ten times the memory, for small graphs only. */
  copy(): AbstractGraph {
    const copy = this.emptyCopy();
    this.forEachEdge((edge, attributes, source, target) => {
      copy.addEdgeWithKey(edge, source, target, { ...attributes });
    });
    return copy;
  }

  export(): SerializedGraph {
    return this.copy().export();
  }

  toJSON(): SerializedGraph {
    return this.export();
  }

  #adjacency(callback: AdjacencyCallback, once: boolean, orphans: boolean): void {
    const { flat, nodeAttributes } = this;
    const { offsets, targets } = flat.out;
    for (let node = 0; node < flat.order; node++) {
      const key = this.keyOf(node);
      let seen = false;
      for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
        const other = this.keyOf(targets[slot] as number);
        if (once && !flat.directed && key > other) continue;
        seen = true;
        const attributes = { weight: weightAt(flat.out, slot) };
        const edge = this.edge(key, other) as string;
        callback(key, other, nodeAttributes, nodeAttributes, edge, attributes, !flat.directed);
      }
      if (orphans && !seen) callback(key, null, nodeAttributes, null, null, null, null);
    }
  }
}

addRefusals(FrozenGraph.prototype);
addWalks(FrozenGraph.prototype);
addDerived(FrozenGraph.prototype);
