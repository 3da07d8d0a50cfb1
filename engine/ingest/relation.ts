import { statSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from './codes.ts';
import { matchColumns } from './column-sources.ts';
import { rawColumns } from './parquet-columns.ts';
import type { FilePlan, Shape } from './plan.ts';
import type { Reasons } from './reasons.ts';
import { splitCsv } from './split/csv.ts';
import { createFaultSink } from './split/faults.ts';
import { splitNdjson } from './split/ndjson.ts';
import { openSpool } from './split/spool.ts';
import { numberedParquet, spoolRelation } from './sql/dialect.ts';
import type { FileRelation } from './sql/stage.ts';

/** A file made ready for SQL. */
export interface ReadFile {
  /** Undefined where no row can be staged. */
  readonly relation: FileRelation | undefined;
  /** Rows that SQL must find; undefined for Parquet, which SQL counts itself. */
  readonly clean: number | undefined;
  /** Relation of the rows set aside on the way. */
  readonly broken: { readonly from: string; readonly count: number } | undefined;
  readonly ignored: readonly string[];
}

export interface ReadContext {
  /** Folder of the spool, inside the sealed zone. */
  readonly spoolDir: string;
  readonly reasons: Reasons;
  readonly onBytes: (bytes: number) => void;
}

/** Lines become spooled rows; Parquet is read where it lies. */
export async function openFile(
  plan: FilePlan,
  shape: Shape,
  contentHash: string,
  context: ReadContext,
): Promise<ReadFile> {
  const read =
    shape.format === 'parquet'
      ? openParquet(plan, shape, contentHash)
      : await openLines(plan, shape, contentHash, context);
  const { size, mtimeMs } = statSync(plan.found.path);
  if (size !== plan.found.bytes || mtimeMs !== plan.found.modifiedMs)
    throw refusal('file_changed', { where: plan.found.relative });
  return read;
}

/** Record ids made at ingest: the first 16 hex digits of the file's SHA-256, `-`, the line of the row. */
const recordPrefix = (contentHash: string): string => contentHash.slice(0, 16);

function openParquet(plan: FilePlan, shape: Shape & { format: 'parquet' }, contentHash: string): ReadFile {
  const relation: FileRelation = {
    fileIndex: plan.index,
    format: plan.format,
    from: numberedParquet(plan.found.path),
    line: '(file_row_number + 1)',
    raw: rawColumns(shape.columns),
    sources: shape.sources.of,
    recordPrefix: recordPrefix(contentHash),
  };
  return { relation, clean: undefined, broken: undefined, ignored: shape.sources.ignored };
}

async function openLines(
  plan: FilePlan,
  shape: Shape & { format: 'csv' | 'ndjson' },
  contentHash: string,
  { spoolDir, reasons, onBytes }: ReadContext,
): Promise<ReadFile> {
  const { found, table, reading } = plan;
  const rows = openSpool(join(spoolDir, `${plan.index}.csv`));
  const faultRows = openSpool(join(spoolDir, `${plan.index}.faults.csv`));
  const faults = createFaultSink(faultRows, plan.index, table === 'call' && !reading.warrantNotRequired);
  const reason: Parameters<typeof splitNdjson>[4] = (code, column) => reasons.number(table, code, column);
  try {
    const split =
      shape.format === 'csv'
        ? { ...(await splitCsv(found.path, shape.names.length, rows, faults, reason, onBytes)), names: shape.names }
        : await splitNdjson(found.path, reading, rows, faults, reason, onBytes);
    const sources =
      shape.format === 'csv' ? shape.sources : split.clean === 0 ? undefined : matchColumns(reading, usedNames(split));
    return {
      relation: sources && spooled(plan, rows.path, split, sources.of, contentHash),
      clean: split.clean,
      broken:
        faults.count === 0
          ? undefined
          : {
              from: spoolRelation(faultRows.path, ['position', 'reason', 'encoding', 'raw'], true),
              count: faults.count,
            },
      ignored: sources?.ignored ?? [],
    };
  } finally {
    // A full disk lets the first closing throw; the second must happen all the same.
    try {
      rows.close();
    } finally {
      faultRows.close();
    }
  }
}

function usedNames(split: { readonly names: readonly string[]; readonly used?: readonly string[] }): readonly string[] {
  return split.used ?? split.names;
}

function spooled(
  plan: FilePlan,
  path: string,
  split: { readonly names: readonly string[]; readonly used?: readonly string[]; readonly multiline: boolean },
  sources: FileRelation['sources'],
  contentHash: string,
): FileRelation {
  const { names, multiline } = split;
  const columns = names.map((_, i) => `c${i}`);
  const used = new Set(usedNames(split));
  return {
    fileIndex: plan.index,
    format: plan.format,
    from: spoolRelation(path, ['line', ...columns], multiline),
    line: 'line',
    raw: new Map(
      names.flatMap((name, i) => (used.has(name) ? [[name, { sql: columns[i] ?? '', type: 'text' as const }]] : [])),
    ),
    sources,
    recordPrefix: recordPrefix(contentHash),
  };
}
