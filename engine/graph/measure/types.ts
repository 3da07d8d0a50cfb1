import type { Progress } from '../../types.ts';

/** What `measureGraph` is asked for. */
export interface MeasureOptions {
  /** CSV or Parquet with `source`, `target` and perhaps `weight`. */
  readonly edges: string;
  /** CSV or Parquet to be written: `id` and a column a measure. */
  readonly out: string;
  readonly directed?: boolean;
  /** Names of measures, or `all`. */
  readonly measures: readonly string[];
  /** Decides samples and the order in which communities are built; default 1. */
  readonly seed?: number;
  /**
   * Start nodes of sampled measures; exact where the graph has no more nodes. Default: as many as take some ten
   * seconds (all, up to about 20,000 edges), 256 at least.
   */
  readonly samples?: number;
  /** Fixes the resolution of communities; absent means that it is found from the graph. */
  readonly resolution?: number;
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
