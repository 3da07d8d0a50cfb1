import type { Lake } from '../types.ts';

/** How to reach a cluster. */
export interface SparkPlace {
  /** `spark://host:7077`, `yarn`, `k8s://https://host:6443`, or `local[2]` for a trial in one process. */
  readonly master: string;
  /** Python that has pyspark; default EXCAVATOR_PYTHON, else `python3`. */
  readonly python?: string;
  /** Spark's own settings, as of spark-submit --conf. */
  readonly conf?: Readonly<Record<string, string>>;
  /** How long to wait for the first worker; default 60. */
  readonly waitSeconds?: number;
}

export interface SparkOptions extends SparkPlace {
  /** Folder that this machine and every worker see at the same path; raw identifiers pass through it. Emptied. */
  readonly workDir: string;
  /** Where Spark's log goes; it may quote records. */
  readonly logFile: string;
  /** Reads and writes the Parquet of results and inputs. */
  readonly local: Lake;
}

export interface SparkLake extends Lake {
  readonly driverPid: number;
  readonly started: { readonly version: string; readonly executors: number };
}
