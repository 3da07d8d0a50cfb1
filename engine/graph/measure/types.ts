import type { Progress } from '../../types.ts';

/** What `measureGraph` is asked for. */
export interface MeasureOptions {
  /** CSV or Parquet with `source`, `target` and perhaps `weight` and `time`. */
  readonly edges: string;
  /** CSV or Parquet to be written: `id` and a column a measure. */
  readonly out: string;
  readonly directed?: boolean;
  /** Names of measures, or `all`. */
  readonly measures: readonly string[];
  /** Decides samples and the order in which communities are built; default 1. */
  readonly seed?: number;
  /**
   * Start nodes of sampled measures; exact where the graph has no more nodes. Default: as many as take a
   * few seconds (all, up to about 10,000 edges), 64 at least.
   */
  readonly samples?: number;
  /** Fixes the resolution of communities; absent means that it is found from the graph. */
  readonly resolution?: number;
  /** Longest time between the first and the last edge of a motif; default 86400, a day. */
  readonly windowSeconds?: number;
  /** Ids that personalised PageRank starts from. */
  readonly restart?: readonly string[];
  /** Threads of the SQL engine; results do not depend on it. Default 2. */
  readonly threads?: number;
  /** Memory of the SQL engine in megabytes; default 2048. */
  readonly memoryLimitMb?: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** What was read, what was done to it and what was found about the graph as a whole. */
export interface GraphReport {
  readonly out: string;
  readonly nodes: number;
  readonly edges: number;
  readonly directed: boolean;
  readonly weighted: boolean;
  /** Edges from a node to itself, left out; the node stays. */
  readonly loopsDropped: number;
  /** Repeats of an edge, their weights added to the first. */
  readonly parallelsMerged: number;
  readonly ignoredColumns: readonly string[];
  readonly columns: readonly string[];
  /** Numbers about the whole graph, by name: counts, modularity, error bounds. */
  readonly findings: Readonly<Record<string, number>>;
  /** Sentences on how to read the columns. */
  readonly notices: readonly string[];
}

/** What `pathInFile` is asked for. */
export interface PathOptions {
  /** CSV or Parquet with `source`, `target` and perhaps `weight` and `time`. */
  readonly edges: string;
  readonly from: string;
  readonly to: string;
  readonly directed?: boolean;
  /** Paths wanted, best first; default 1. */
  readonly k?: number;
  /** By weight an edge costs 1 / weight; default by hops. */
  readonly by?: 'hops' | 'weight';
  /** Every edge later than the one before it; the path that arrives first. */
  readonly timeRespecting?: boolean;
  readonly threads?: number;
  readonly memoryLimitMb?: number;
}

export interface FilePath {
  /** From the first node to the last. */
  readonly ids: readonly string[];
  /** Weight of each edge, parallel ones added; not in order of time. */
  readonly weights?: readonly number[];
  /** Epoch seconds of each edge; in order of time only. */
  readonly seconds?: readonly number[];
  /** Hops, or the sum of 1 / weight. */
  readonly cost: number;
}

export interface PathReport {
  readonly from: string;
  readonly to: string;
  readonly directed: boolean;
  /** Best first; empty where there is no way. */
  readonly paths: readonly FilePath[];
}
