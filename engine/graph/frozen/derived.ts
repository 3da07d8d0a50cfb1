import type { AbstractGraph } from 'graphology-types';
import { FrozenBase } from './base.ts';

type Kind = '' | 'Directed' | 'Undirected';
type Degree =
  | 'degree'
  | 'inDegree'
  | 'outDegree'
  | 'undirectedDegree'
  | 'directedDegree'
  | 'inboundDegree'
  | 'outboundDegree';
type Owner = 'Node' | 'Source' | 'Target' | 'Opposite' | '';
type Derived =
  | Degree
  | `${Degree}WithoutSelfLoops`
  | 'source'
  | 'target'
  | 'opposite'
  | 'hasExtremity'
  | 'isDirected'
  | 'isUndirected'
  | 'isSelfLoop'
  | 'directedEdge'
  | 'undirectedEdge'
  | `has${Kind}Edge`
  | `${'get' | 'has'}${Owner}Attribute`
  | `get${Owner}Attributes`
  | `get${Kind}EdgeAttribute${'' | 's'}`
  | `has${Kind}EdgeAttribute`
  | `are${'' | 'Directed' | 'Inbound' | 'Outbound'}Neighbors`;

/** Methods that follow from those of `FrozenBase`. */
export type DerivedSurface = Pick<
  AbstractGraph<Record<string, unknown>, { weight: number }>,
  Derived & keyof AbstractGraph
>;

type Define = (method: string, value: (this: This, ...args: never[]) => unknown) => void;
type This = FrozenBase & DerivedSurface;

/** Gives a class graphology's other names for the same questions. */
export function addDerived(prototype: object): void {
  const define: Define = (method, value) => {
    Object.defineProperty(prototype, method, { value, writable: true, configurable: true });
  };
  addDegrees(define);
  addEnds(define);
  addAttributes(define);
  addNeighbourTests(define);
}

function addDegrees(define: Define): void {
  const sums: Readonly<Record<string, readonly ('in' | 'out' | 'undirected')[]>> = {
    inDegree: ['in'],
    outDegree: ['out'],
    undirectedDegree: ['undirected'],
    directedDegree: ['in', 'out'],
    inboundDegree: ['in', 'undirected'],
    outboundDegree: ['out', 'undirected'],
    degree: ['in', 'out', 'undirected'],
  };
  for (const [method, parts] of Object.entries(sums)) {
    const sum = function (this: FrozenBase, node: unknown): number {
      return parts.reduce((total, part) => total + FrozenBase.prototype[`${part}Degree`].call(this, node), 0);
    };
    define(method, sum);
    define(`${method}WithoutSelfLoops`, sum);
  }
}

function addEnds(define: Define): void {
  define('source', function (edge: unknown) {
    return this.extremities(edge)[0];
  });
  define('target', function (edge: unknown) {
    return this.extremities(edge)[1];
  });
  define('opposite', function (node: unknown, edge: unknown) {
    const [source, target] = this.extremities(edge);
    return String(node) === source ? target : source;
  });
  define('hasExtremity', function (edge: unknown, node: unknown) {
    return this.extremities(edge).includes(String(node));
  });
  define('isDirected', function (edge: unknown) {
    return this.extremities(edge) && this.flat.directed;
  });
  define('isUndirected', function (edge: unknown) {
    return this.extremities(edge) && !this.flat.directed;
  });
  define('isSelfLoop', function (edge: unknown) {
    return this.extremities(edge) && false;
  });
  for (const kind of ['directed', 'undirected'] as const) {
    const name = kind === 'directed' ? 'Directed' : 'Undirected';
    define(`${kind}Edge`, function (source: unknown, target: unknown) {
      return this.type === kind ? this.edge(source, target) : undefined;
    });
    define(`has${name}Edge`, function (edge: unknown, target?: unknown) {
      return this.type === kind && this.hasEdge(edge, target);
    });
  }
}

function addAttributes(define: Define): void {
  define('getAttributes', () => ({}));
  define('getAttribute', () => undefined);
  define('hasAttribute', () => false);
  for (const owner of ['Node', 'Source', 'Target', 'Opposite']) {
    define(`get${owner}Attributes`, function (this: FrozenBase, key: unknown) {
      if (owner === 'Node') this.nodeOf(key);
      return this.nodeAttributes;
    });
    define(`get${owner}Attribute`, () => undefined);
    define(`has${owner}Attribute`, () => false);
  }
  for (const kind of ['', 'Directed', 'Undirected']) {
    define(`get${kind}EdgeAttributes`, function (edge: unknown, target?: unknown) {
      return FrozenBase.prototype.getEdgeAttributes.call(this, edge, target);
    });
    define(`get${kind}EdgeAttribute`, function (this: FrozenBase, ...args: unknown[]) {
      const name = args.pop();
      const attributes = FrozenBase.prototype.getEdgeAttributes.call(this, args[0], args[1]);
      return name === 'weight' ? attributes.weight : undefined;
    });
    define(`has${kind}EdgeAttribute`, (...args: unknown[]) => args.at(-1) === 'weight');
  }
}

function addNeighbourTests(define: Define): void {
  const tests: Readonly<Record<string, readonly ('In' | 'Out' | 'Undirected')[]>> = {
    areNeighbors: ['In', 'Out', 'Undirected'],
    areDirectedNeighbors: ['In', 'Out'],
    areInboundNeighbors: ['In', 'Undirected'],
    areOutboundNeighbors: ['Out', 'Undirected'],
  };
  for (const [method, parts] of Object.entries(tests)) {
    define(method, function (source: unknown, target: unknown) {
      return parts.some((part) => this[`are${part}Neighbors`](source, target));
    });
  }
}
