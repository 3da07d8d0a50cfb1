import type { Dialect } from './dialect.ts';

/** What the rest of the engine may ask of the SQL engine over Parquet. Calls take their turn, one at a time. */

/** A column read into flat memory; `valid[i] = 0` marks a null, whose value is 0 or ''. */
export type Column =
  | { readonly kind: 'int32'; readonly values: Int32Array; readonly valid: Uint8Array }
  | { readonly kind: 'float64'; readonly values: Float64Array; readonly valid: Uint8Array }
  | { readonly kind: 'text'; readonly values: readonly string[]; readonly valid: Uint8Array };

export interface ColumnTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

export type Cell = string | number | boolean | null;

export interface Lake {
  /** How this engine says what others say differently. */
  readonly dialect: Dialect;
  /** Runs one statement for its effect. */
  run(sql: string): Promise<void>;
  /** Small results as objects; BIGINT comes as number (exact below 2^53). */
  rows<R extends Readonly<Record<string, Cell>>>(sql: string): Promise<R[]>;
  /** Large results as flat arrays; INTEGER and smaller are int32, BIGINT and floats are float64. */
  columns(sql: string): Promise<ColumnTable>;
  /** Writes a query to one Parquet file and returns its row count. */
  writeParquet(sql: string, file: string): Promise<number>;
  /** Appends flat columns to a new in-memory table. */
  createTable(name: string, table: ColumnTable): Promise<void>;
  close(): void;
}

export interface LakeOptions {
  readonly threads: number;
  readonly memoryLimitMb: number;
  /** Where DuckDB spills; created if absent. */
  readonly tempDir: string;
}
