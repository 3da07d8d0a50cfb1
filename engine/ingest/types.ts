import type { TableName } from '../../data/schema/index.ts';

/** The accounting of one file: seen = accepted + quarantined + duplicate + refused. */
export interface FileAccount {
  readonly file: string;
  readonly table: TableName | null;
  readonly seen: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicate: number;
  readonly refused: number;
  /** The file was loaded before (same bytes): nothing changed. */
  readonly alreadyLoaded: boolean;
  /** Why rows were not accepted, by catalogue code. */
  readonly codes: Readonly<Record<string, number>>;
  /** The first few faults in words; never holds a raw value of an identifier column. */
  readonly examples: readonly {
    readonly line: number;
    readonly column: string | null;
    readonly code: string;
    readonly reason: string;
  }[];
}

export interface IngestReport {
  readonly batchId: string;
  readonly alreadyLoaded: boolean;
  readonly files: readonly FileAccount[];
  readonly total: Omit<FileAccount, 'file' | 'table' | 'examples' | 'alreadyLoaded'>;
  readonly notices: readonly string[];
}

/** What a committed batch says of itself in its manifest. */
export interface BatchContent {
  readonly batchId: string;
  readonly sequence: number;
  readonly dataset: {
    readonly name: string | null;
    readonly timezone: string;
    readonly warrantNotRequired: boolean;
    readonly synthetic: boolean;
  };
  /** Parquet files of typed rows, relative to the batch folder. */
  readonly tables: Partial<Readonly<Record<TableName, { readonly file: string; readonly rows: number }>>>;
  readonly files: readonly FileAccount[];
  readonly contentHashes: readonly string[];
}
