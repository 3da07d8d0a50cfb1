import { readFileSync } from 'node:fs';
import Type, { type Static } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { type TableName, tableByName, tableNames } from '../../data/schema/index.ts';
import { refusal } from './codes.ts';
import { readTimeFormat } from './time-format.ts';
import { timeRules } from './time-rules.ts';
import { isZone } from './zone.ts';

const strict = { additionalProperties: false } as const;

export const datasetNote = Type.Object({
  timezone: Type.Optional(Type.String()),
  warrant: Type.Optional(Type.Literal('none-required')),
  synthetic: Type.Optional(Type.Boolean()),
  name: Type.Optional(Type.String()),
  seed: Type.Optional(Type.Number()),
});

const timeRule = Type.Object(
  {
    column: Type.Optional(Type.String()),
    columns: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    into: Type.Optional(Type.String()),
    format: Type.String(),
    zone: Type.String(),
  },
  strict,
);

const fileRule = Type.Object(
  {
    file: Type.String({ minLength: 1 }),
    table: Type.Union(tableNames.map((table) => Type.Literal(table))),
    rename: Type.Optional(Type.Record(Type.String(), Type.String())),
    constants: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]))),
    time: Type.Optional(Type.Union([timeRule, Type.Array(timeRule)])),
    recordId: Type.Optional(Type.Literal('row')),
    ignore: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);

const mapFile = Type.Object(
  {
    dataset: Type.Optional(datasetNote),
    warrant: Type.Optional(Type.Literal('none-required')),
    files: Type.Array(fileRule),
  },
  strict,
);

export type FileRule = Omit<Static<typeof fileRule>, 'table'> & { readonly table: TableName };
export type TimeRule = Static<typeof timeRule>;
export type MapFile = Omit<Static<typeof mapFile>, 'files'> & { readonly files: readonly FileRule[] };

/** @throws map_unreadable, map_invalid */
export function readMap(path: string): MapFile {
  const value = parse(path);
  if (!Check(mapFile, value)) {
    const [first] = Errors(mapFile, value);
    throw invalid(path, `${first?.instancePath || '/'} ${first?.message ?? 'does not fit'}`);
  }
  const map = value as MapFile;
  for (const [i, rule] of map.files.entries()) checkRule(path, `/files/${i}`, rule);
  return map;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const got = error instanceof SyntaxError ? 'text that is not JSON' : (error as NodeJS.ErrnoException).code;
    throw refusal('map_unreadable', { where: path, ...(got === undefined ? {} : { got }) });
  }
}

function checkRule(path: string, at: string, rule: FileRule): void {
  const { fields } = tableByName(rule.table);
  const known = `a column of ${rule.table}: ${Object.keys(fields).join(', ')}`;
  const named = [...Object.values(rule.rename ?? {}), ...Object.keys(rule.constants ?? {})];
  for (const column of named) {
    if (!Object.hasOwn(fields, column)) throw invalid(path, `${at} names the column ${column}`, known);
  }
  if (rule.recordId !== undefined && fields.record_id === undefined) {
    throw invalid(path, `${at}/recordId for ${rule.table}`, 'a table that has a record_id');
  }
  for (const time of timeRules(rule)) checkTime(path, `${at}/time`, rule, time);
}

function checkTime(path: string, at: string, rule: FileRule, time: TimeRule): void {
  const { fields } = tableByName(rule.table);
  if ((time.column === undefined) === (time.columns === undefined)) {
    throw invalid(path, at, 'exactly one of column and columns');
  }
  if (time.into !== undefined && fields[time.into]?.type !== 'instant') {
    throw invalid(path, `${at}/into ${time.into}`, `an instant of ${rule.table}`);
  }
  if (readTimeFormat(time.format) === undefined) {
    throw invalid(path, `${at}/format ${time.format}`, 'yyyy, mm, dd, then hh, mm, ss as far as present');
  }
  if (!isZone(time.zone)) throw invalid(path, `${at}/zone ${time.zone}`, 'an IANA zone or an offset such as +08:00');
}

function invalid(path: string, got: string, expected?: string): Error {
  return refusal('map_invalid', { where: path, got, ...(expected === undefined ? {} : { expected }) });
}
