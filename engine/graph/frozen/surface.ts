import type { AbstractGraph } from 'graphology-types';
import type { FrozenBase } from './base.ts';
import {
  covers,
  type EdgeVisit,
  type Scope,
  scopes,
  visitAll,
  visitNeighbours,
  visitNode,
  visitPair,
} from './visit.ts';

type Named = keyof typeof scopes;
type Verb = 'forEach' | 'find' | 'some' | 'every';
type Verbs = 'map' | 'filter' | 'reduce';
type EdgeMethod =
  | `${Verb}${Named}Edge`
  | `${Verbs}${Named}Edges`
  | Uncapitalize<`${Named}Edges`>
  | Uncapitalize<`${Named}EdgeEntries`>;
type NeighbourMethod =
  | `${Verb}${Named}Neighbor`
  | `${Verbs}${Named}Neighbors`
  | Uncapitalize<`${Named}Neighbors`>
  | Uncapitalize<`${Named}NeighborEntries`>;

type Graphology = AbstractGraph<Record<string, never>, { weight: number }>;
/** The methods of graphology that walk over edges and neighbours, which exist once a family and verb. */
export type WalkSurface = Pick<Graphology, (EdgeMethod | NeighbourMethod) & keyof Graphology>;

type Callback = (...args: unknown[]) => unknown;
/** Calls `each` with the arguments of one callback until it says true. */
type Walk = (graph: FrozenBase, args: readonly unknown[], each: (...item: unknown[]) => boolean) => void;
type Entry = (...item: unknown[]) => object;

/** Gives a class the walking methods of graphology, all seven families of them. */
export function addWalks(prototype: object): void {
  for (const [family, scope] of Object.entries(scopes)) {
    addFamily(prototype, family, 'Edge', edgeWalk(scope), edgeEntry);
    addFamily(prototype, family, 'Neighbor', neighbourWalk(scope), neighbourEntry);
    addMethod(prototype, `forEach${family}Edge`, forEachEdge(scope));
  }
}

function addFamily(prototype: object, family: string, noun: string, walk: Walk, entry: Entry): void {
  const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
  const plural = `${family}${noun}s`;
  for (const [method, body] of Object.entries({
    [`forEach${family}${noun}`]: forEach(walk),
    [`find${family}${noun}`]: find(walk),
    [`some${family}${noun}`]: some(walk),
    [`every${family}${noun}`]: every(walk),
    [`map${plural}`]: map(walk),
    [`filter${plural}`]: filter(walk),
    [`reduce${plural}`]: reduce(walk),
    [lower(plural)]: list(walk),
    [lower(`${family}${noun}Entries`)]: entries(walk, entry),
  }))
    addMethod(prototype, method, body);
}

function addMethod(prototype: object, name: string, value: Method): void {
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

/** Walks the edges that the arguments ask for: none of them, one node or two. */
function visitAsked(graph: FrozenBase, scope: Scope, args: readonly unknown[], visit: EdgeVisit): void {
  if (!covers(graph.flat, scope)) return;
  if (args.length === 0) visitAll(graph.flat, visit);
  else if (args.length === 1) visitNode(graph.flat, scope, graph.nodeOf(args[0]), visit);
  else visitPair(graph.flat, scope, graph.nodeOf(args[0]), graph.nodeOf(args[1]), visit);
}

function edgeWalk(scope: Scope): Walk {
  return (graph, args, each) => visitAsked(graph, scope, args, tell(graph, each));
}

/** Turns numbers into what graphology hands to a callback. */
function tell(graph: FrozenBase, each: Callback): EdgeVisit {
  const { nodeAttributes, flat } = graph;
  return (edge, weight, source, target) =>
    each(
      String(edge),
      { weight },
      graph.keyOf(source),
      graph.keyOf(target),
      nodeAttributes,
      nodeAttributes,
      !flat.directed,
    ) === true;
}

/** The walk that libraries read a whole graph with: no lists of arguments on the way. */
function forEachEdge(scope: Scope): Method {
  return function (...args) {
    const callback = args.pop() as Callback;
    const each = tell(this, callback);
    visitAsked(this, scope, args, (edge, weight, source, target) => {
      each(edge, weight, source, target);
      return false;
    });
  };
}

function neighbourWalk(scope: Scope): Walk {
  return (graph, args, each) => {
    const node = graph.nodeOf(args[0]);
    if (covers(graph.flat, scope))
      visitNeighbours(graph.flat, scope, node, (other) => each(graph.keyOf(other), graph.nodeAttributes));
  };
}

const edgeEntry: Entry = (edge, attributes, source, target, sourceAttributes, targetAttributes, undirected) => ({
  edge,
  attributes,
  source,
  target,
  sourceAttributes,
  targetAttributes,
  undirected,
});
const neighbourEntry: Entry = (neighbor, attributes) => ({ neighbor, attributes });

/** The verbs: each takes the nodes asked about, then a callback, then what the verb needs. */
type Method = (this: FrozenBase, ...args: unknown[]) => unknown;

function forEach(walk: Walk): Method {
  return function (...args) {
    const callback = args.pop() as Callback;
    walk(this, args, (...item) => {
      callback(...item);
      return false;
    });
  };
}

function find(walk: Walk): Method {
  return function (...args) {
    const callback = args.pop() as Callback;
    let found: unknown;
    walk(this, args, (...item) => {
      if (!callback(...item)) return false;
      found = item[0];
      return true;
    });
    return found;
  };
}

function some(walk: Walk): Method {
  return function (...args) {
    return find(walk).call(this, ...args) !== undefined;
  };
}

function every(walk: Walk): Method {
  return function (...args) {
    const callback = args.pop() as Callback;
    return !some(walk).call(this, ...args, (...item: unknown[]) => !callback(...item));
  };
}

function map(walk: Walk): Method {
  return function (...args) {
    const callback = args.pop() as Callback;
    const result: unknown[] = [];
    walk(this, args, (...item) => {
      result.push(callback(...item));
      return false;
    });
    return result;
  };
}

function filter(walk: Walk): Method {
  return function (...args) {
    const callback = args.pop() as Callback;
    const result: unknown[] = [];
    walk(this, args, (...item) => {
      if (callback(...item)) result.push(item[0]);
      return false;
    });
    return result;
  };
}

function reduce(walk: Walk): Method {
  return function (...args) {
    let sum = args.pop();
    const callback = args.pop() as Callback;
    walk(this, args, (...item) => {
      sum = callback(sum, ...item);
      return false;
    });
    return sum;
  };
}

function list(walk: Walk): Method {
  return function (...args) {
    return map(walk).call(this, ...args, (key: unknown) => key);
  };
}

function entries(walk: Walk, entry: Entry): Method {
  return function (...args) {
    return (map(walk).call(this, ...args, entry) as object[]).values();
  };
}
