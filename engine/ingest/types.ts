import type { TableName } from '../../data/schema/index.ts';
import type { Lake } from '../lake/index.ts';
import type { ParquetMost } from './parquet-bounds.ts';

export interface IngestContext {
  readonly lake: Lake;
  /** The home's sealed zone; the caller holds the home's lock. */
  readonly sealedDir: string;
  /** Epoch seconds; rows more than a day later are quarantined. */
  readonly now: number;
  /** A home made by demo takes synthetic data sets only. */
  readonly demo: boolean;
  /** Bounds for Parquet files from somebody else's machine; default none. */
  readonly parquetMost?: ParquetMost;
  readonly onProgress?: (progress: {
    readonly step: string;
    readonly done: number;
    readonly total?: number;
    readonly unit: string;
  }) => void;
}

export interface IngestRequest {
  /** Map file; see README. */
  readonly map?: string;
  /** Columns to leave out, by the name they have in the file. */
  readonly ignore?: readonly string[];
}

/** The accounting of one file: seen = accepted + quarantined + duplicate + refused. */
export interface FileAccount {
  readonly file: string;
  readonly table: TableName | null;
  readonly seen: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicate: number;
  readonly refused: number;
  /** The file was loaded before (same bytes, same reading): nothing changed, all counts are zero. */
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
  /** The new batch, or the one that holds the data already. */
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
  /** The files this batch took in. */
  readonly files: readonly FileAccount[];
  /** One a file, in the same order: SHA-256 of its bytes, `-`, hash of how it was read. */
  readonly contentHashes: readonly string[];
}
