import { type Field, type TableName, tableByName } from '../../../data/schema/index.ts';
import { sql } from '../../lake/index.ts';
import type { Source } from '../column-sources.ts';
import type { Format } from '../folder.ts';
import type { Reasons } from '../reasons.ts';
import { linesPerFile } from '../split/faults.ts';
import { jsonObject, partMatch } from './dialect.ts';
import { firstFault, type StagedColumn } from './faults.ts';
import type { RawType } from './raw-type.ts';
import { lacksZone, typed } from './typed.ts';

export const sqlTypes = Object.freeze({
  text: 'VARCHAR',
  enum: 'VARCHAR',
  instant: 'BIGINT',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
} as const);

/** One file as SQL sees it. */
export interface FileRelation {
  readonly fileIndex: number;
  readonly format: Format;
  readonly from: string;
  /** SQL of the line of a row, from 1. */
  readonly line: string;
  /** The columns of the file, by their own names, in their order. */
  readonly raw: ReadonlyMap<string, { readonly sql: string; readonly type: RawType }>;
  readonly sources: Readonly<Record<string, Source>>;
  /** First letters of the record ids that are made here. */
  readonly recordPrefix: string;
}

export const stageName = 'ingest_stage';

/** The staged table: where the row stands, its first fault (0 for none), its raw text if it has one, then the columns. */
export function createStage(table: TableName): string {
  const columns = Object.entries(tableByName(table).fields).map(
    ([column, { type }]) => `${sql.name(column)} ${sqlTypes[type]}`,
  );
  return `create or replace temp table ${stageName} (position BIGINT, fault INTEGER, raw VARCHAR, ${columns.join(', ')})`;
}

/** Reads one file into the staged table: raw values, then types, then the first fault of each row. */
export function stageFile(table: TableName, file: FileRelation, now: number, reasons: Reasons): string {
  const fields = Object.entries(tableByName(table).fields);
  const staged: Record<string, StagedColumn> = {};
  const rawColumns: string[] = [];
  const typedColumns: string[] = [];
  for (const [column, field] of fields) {
    const { expression, type, time } = rawOf(column, field, file);
    const rawName = sql.name(`raw ${column}`);
    rawColumns.push(`${expression} as ${rawName}`);
    typedColumns.push(`${typed(field, rawName, type, time)} as ${sql.name(column)}`);
    staged[column] = {
      raw: rawName,
      typed: sql.name(column),
      lacksZone: time === undefined ? lacksZone(rawName, type) : 'false',
      timeWords: time === undefined ? 'ISO 8601 with an offset, or epoch seconds' : `the format ${time.format}`,
    };
  }
  const names = fields.map(([column]) => sql.name(column)).join(', ');
  return `insert into ${stageName}
    with source as (select ${file.line} as line, ${rawColumns.join(', ')}, ${fileColumns(file)} from ${file.from}),
    read as (select *, ${typedColumns.join(', ')} from source),
    checked as (select *, ${firstFault(table, staged, now, reasons)} as fault from read)
    select cast(${file.fileIndex} as bigint) * ${linesPerFile} + line, fault, case when fault <> 0 then ${rawRow(file)} end, ${names} from checked`;
}

interface RawColumn {
  readonly expression: string;
  readonly type: RawType;
  readonly time: (Source & { kind: 'column' | 'joined' })['time'];
}

function rawOf(column: string, field: Field, file: FileRelation): RawColumn {
  const source = file.sources[column];
  const none = { time: undefined, type: 'text' as const };
  switch (source?.kind) {
    case undefined:
      return absent(field);
    case 'constant':
      return { ...none, expression: `cast(${sql.text(source.value)} as varchar)` };
    case 'row':
      return { ...none, expression: `${sql.text(`${file.recordPrefix}-`)} || cast(${file.line} as varchar)` };
    case 'column': {
      const { sql: value, type } = theirs(file, source.name);
      return { expression: type === 'text' ? `nullif(trim(${value}), '')` : value, type, time: source.time };
    }
    case 'joined': {
      const parts = source.names.map((name) => `trim(cast(${theirs(file, name).sql} as varchar))`);
      return { expression: parts.join(" || ' ' || "), type: 'text', time: source.time };
    }
  }
}

function absent(field: Field): RawColumn {
  const type =
    field.type === 'boolean'
      ? 'boolean'
      : field.type === 'number'
        ? 'float'
        : field.type === 'text' || field.type === 'enum'
          ? 'text'
          : 'integer';
  return { expression: `cast(null as ${sqlTypes[field.type]})`, type, time: undefined };
}

function theirs(file: FileRelation, name: string): { readonly sql: string; readonly type: RawType } {
  return file.raw.get(name) ?? { sql: 'cast(null as varchar)', type: 'text' };
}

const fileColumn = (place: number): string => sql.name(`file ${place}`);

/** The file's own columns, kept beside ours so that only a faulty row is written out again. */
function fileColumns(file: FileRelation): string {
  return [...file.raw.values()].map(({ sql: value }, i) => `${value} as ${fileColumn(i)}`).join(', ');
}

/** The row as it was: a CSV line for CSV, a JSON object by column for the rest. */
function rawRow(file: FileRelation): string {
  const names = [...file.raw.keys()];
  if (file.format !== 'csv') return jsonObject(names.map((name, i) => [name, fileColumn(i)]));
  const cells = names.map((_, i) => {
    const value = fileColumn(i);
    const quoted = `'"' || replace(${value}, '"', '""') || '"'`;
    return `case when ${value} is null then '' when ${partMatch(value, '[",\\r\\n]')} then ${quoted} else ${value} end`;
  });
  return cells.join(" || ',' || ");
}
