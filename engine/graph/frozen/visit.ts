import type { FlatGraph } from '../../kernel/flat-graph.ts';
import { edgeBetween, slotOf, weightAt } from '../../kernel/slots.ts';

/** Which edges a method is about: graphology's seven families. */
export interface Scope {
  readonly kind: 'mixed' | 'directed' | 'undirected';
  readonly direction: 'in' | 'out' | 'both';
}

export const scopes = {
  '': { kind: 'mixed', direction: 'both' },
  In: { kind: 'directed', direction: 'in' },
  Out: { kind: 'directed', direction: 'out' },
  Inbound: { kind: 'mixed', direction: 'in' },
  Outbound: { kind: 'mixed', direction: 'out' },
  Directed: { kind: 'directed', direction: 'both' },
  Undirected: { kind: 'undirected', direction: 'both' },
} as const satisfies Readonly<Record<string, Scope>>;

/** Called with key, weight, source and target of an edge; true stops the walk. */
export type EdgeVisit = (edge: number, weight: number, source: number, target: number) => boolean;

export function covers(graph: FlatGraph, scope: Scope): boolean {
  return scope.kind === 'mixed' || (scope.kind === 'directed') === graph.directed;
}

/** Each edge once, row by row; an undirected edge from its smaller end. */
export function visitAll(graph: FlatGraph, visit: EdgeVisit): void {
  const { order, offsets, targets } = graph.out;
  for (let node = 0; node < order; node++) {
    const end = offsets[node + 1] as number;
    for (let slot = offsets[node] as number; slot < end; slot++) {
      const target = targets[slot] as number;
      if (!graph.directed && target < node) continue;
      if (visit(slot, weightAt(graph.out, slot), node, target)) return;
    }
  }
}

/** The edges of one node: those coming in, then those going out. */
export function visitNode(graph: FlatGraph, scope: Scope, node: number, visit: EdgeVisit): void {
  if (!graph.directed) {
    visitRow(graph, node, visit);
    return;
  }
  const { offsets, targets } = graph.in;
  if (scope.direction !== 'out') {
    for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
      const source = targets[slot] as number;
      if (visit(edgeBetween(graph, source, node), weightAt(graph.in, slot), source, node)) return;
    }
  }
  if (scope.direction === 'in') return;
  for (let slot = graph.out.offsets[node] as number; slot < (graph.out.offsets[node + 1] as number); slot++)
    if (visit(slot, weightAt(graph.out, slot), node, graph.out.targets[slot] as number)) return;
}

function visitRow(graph: FlatGraph, node: number, visit: EdgeVisit): void {
  const { offsets, targets } = graph.out;
  for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
    const other = targets[slot] as number;
    const edge = node < other ? slot : slotOf(graph.out, other, node);
    if (visit(edge, weightAt(graph.out, slot), Math.min(node, other), Math.max(node, other))) return;
  }
}

/** The edges between two nodes: from `target` to `source` counts as coming in. */
export function visitPair(graph: FlatGraph, scope: Scope, source: number, target: number, visit: EdgeVisit): void {
  const one = (a: number, b: number): boolean => {
    const edge = edgeBetween(graph, a, b);
    return edge !== -1 && visit(edge, weightAt(graph.out, edge), a, b);
  };
  if (!graph.directed) {
    one(Math.min(source, target), Math.max(source, target));
    return;
  }
  if (scope.direction !== 'out' && one(target, source)) return;
  if (scope.direction !== 'in') one(source, target);
}

/** The neighbours of a node, each once; of a directed graph those before, then those after. True stops the walk. */
export function visitNeighbours(
  graph: FlatGraph,
  scope: Scope,
  node: number,
  visit: (neighbour: number) => boolean,
): void {
  const before = scope.direction !== 'out' || !graph.directed;
  if (before) {
    const { offsets, targets } = graph.in;
    for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++)
      if (visit(targets[slot] as number)) return;
  }
  if (!graph.directed || scope.direction === 'in') return;
  const { offsets, targets } = graph.out;
  for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
    const other = targets[slot] as number;
    if (before && slotOf(graph.in, node, other) !== -1) continue;
    if (visit(other)) return;
  }
}
