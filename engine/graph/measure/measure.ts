import type { FlatGraph } from '../../kernel/flat-graph.ts';
import { undirected } from '../../kernel/flat-graph.ts';
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
}

export interface SceneOptions {
  readonly seed: number;
  readonly samples: number;
  readonly restart: readonly number[];
  readonly resolution?: number | undefined;
}

/** Edges above which Leiden goes over the whole graph twice at most, as its authors' default has it. */
const largeGraph = 2_000_000;

export function createScene(graph: FlatGraph, options: SceneOptions): Scene {
  const rounds = graph.size > largeGraph ? 2 : 10;
  const tied = once(() => undirected(graph));
  const resolution = once(() => options.resolution ?? chooseResolution(tied().out, options.seed, rounds));
  return {
    graph,
    seed: options.seed,
    samples: options.samples,
    restart: options.restart,
    rounds,
    get tied() {
      return tied();
    },
    get resolution() {
      return resolution();
    },
  };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
