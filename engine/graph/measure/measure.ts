import type { Rows } from '../../kernel/csr.ts';
import type { FlatGraph } from '../../kernel/flat-graph.ts';
import { undirected } from '../../kernel/flat-graph.ts';
import { leiden } from '../../kernel/leiden.ts';
import { louvain } from '../../kernel/louvain.ts';
import { likelyResolution } from '../../kernel/modularity.ts';
import type { TimedEdges } from '../../kernel/timed-edges.ts';
import { chooseResolution } from '../choose-resolution.ts';

export type Values = Float64Array | Int32Array;

/** What a measure gives: columns of one value a node, and numbers about the whole graph. */
export interface Measured {
  readonly columns: Readonly<Record<string, Values>>;
  readonly findings?: Readonly<Record<string, number>>;
  readonly notices?: readonly string[];
}

export interface Measure {
  /** Its name in lists, and the name of its column where it has one column. */
  readonly name: string;
  /** Other names that people use. */
  readonly aliases?: readonly string[];
  /** One sentence: what it says about a node. */
  readonly meaning: string;
  /** True for what needs the instant of every edge. */
  readonly timed?: boolean;
  compute(scene: Scene): Measured;
}

/** The graph and what several measures share, found once. */
export interface Scene {
  readonly graph: FlatGraph;
  /** Who is tied to whom, for measures that know no direction. */
  readonly tied: FlatGraph;
  readonly seed: number;
  readonly samples: number;
  /** Nodes that personalised PageRank starts from. */
  readonly restart: readonly number[];
  /** Fixed, or found from the graph; see `chooseResolution`. */
  readonly resolution: number;
  /** Rounds of Leiden over the whole graph. */
  readonly rounds: number;
  /** Resolution of plain Louvain: the same, but 1 on a large graph, where finding it takes many runs. */
  readonly louvainResolution: number;
  /** Edges in order of time, where the file says when; undirected ones lead both ways. */
  readonly timed: TimedEdges | undefined;
  /** Longest time between the first and the last edge of a motif. */
  readonly windowSeconds: number;
}

export interface SceneOptions {
  readonly seed: number;
  readonly samples: number;
  readonly restart: readonly number[];
  readonly resolution?: number | undefined;
  readonly timed?: TimedEdges | undefined;
  readonly windowSeconds?: number | undefined;
}

const daySeconds = 86400;

/** Edges above which Leiden goes over the whole graph twice at most, as its authors' default has it, and Louvain stays at 1. */
const largeGraph = 1_000_000;

export function createScene(graph: FlatGraph, options: SceneOptions): Scene {
  const large = graph.size > largeGraph;
  const rounds = large ? 2 : 10;
  const tied = once(() => undirected(graph));
  const resolution = once(() => options.resolution ?? likely(tied().out, options.seed, large ? louvain : leiden));
  return {
    graph,
    seed: options.seed,
    samples: options.samples,
    restart: options.restart,
    rounds,
    timed: options.timed,
    windowSeconds: options.windowSeconds ?? daySeconds,
    get tied() {
      return tied();
    },
    get resolution() {
      return resolution();
    },
    get louvainResolution() {
      return large ? (options.resolution ?? 1) : resolution();
    },
  };
}

/** The resolution that fits the graph; on large graphs by Louvain, which is quicker and close enough for rates. */
function likely(rows: Rows, seed: number, find: typeof louvain): number {
  return chooseResolution(rows.order, (resolution) => {
    const { of, count } = find(rows, { resolution, seed });
    return likelyResolution(rows, of, count);
  });
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
