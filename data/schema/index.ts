import { call } from './call.ts';
import { checkpoint } from './checkpoint.ts';
import type { RowOf, Table } from './field.ts';
import { lodging } from './lodging.ts';
import { parcel } from './parcel.ts';
import { authorisation, casePerson, person, place, subscription, vehicle } from './registers.ts';
import { tieChannels, tieKinds, ties } from './ties.ts';
import { transport } from './transport.ts';
import { truth } from './truth.ts';

export { type Field, type FieldType, type Guard, integer, type RowOf, type Table, table } from './field.ts';
export { tieChannels, tieKinds, ties, truth };

/** Every table a data set may hold, by name. Truth is not among them. */
export const tables = Object.freeze({
  lodging,
  transport,
  checkpoint,
  parcel,
  call,
  place,
  person,
  subscription,
  vehicle,
  authorisation,
  case_person: casePerson,
});

export type TableName = keyof typeof tables;
export type Row<N extends TableName> = RowOf<(typeof tables)[N]>;
export type TruthRow = RowOf<typeof truth>;
export const tableNames = Object.freeze(Object.keys(tables) as TableName[]);

/** The definition of a table by name, for code that works over all of them. */
export function tableByName(name: TableName): Table {
  return tables[name];
}

/** `dataset.json` beside the tables: every field is optional. */
export interface DatasetNote {
  /** IANA zone in which hours of day are meant; default Asia/Shanghai. */
  readonly timezone?: string;
  /** "none-required" only for published research data; printed on every output. */
  readonly warrant?: 'none-required';
  /** True when a generator made the data. Homes made by `demo` take no other. */
  readonly synthetic?: boolean;
  readonly name?: string;
  readonly seed?: number;
}
