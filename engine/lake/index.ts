export type { Dialect } from './dialect.ts';
export { openLake } from './duckdb.ts';
export { shortageOr } from './fault.ts';
export { hashOfFile } from './file-hash.ts';
export {
  commitFolder,
  freshFolder,
  hashOf,
  type Manifest,
  readManifest,
  sweepPartial,
  writeDurably,
} from './manifest.ts';
export { type LakeSettings, lakeSettings } from './settings.ts';
export { openSparkLake, type SparkLake, type SparkPlace } from './spark/index.ts';
export * as sql from './sql.ts';
export type { Cell, Column, ColumnTable, Lake, LakeOptions } from './types.ts';
