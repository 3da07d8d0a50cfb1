import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TableName, tableByName, tableNames } from '../../data/schema/index.ts';
import type { DataSet } from './data-set.ts';

interface Exchange {
  readonly table: TableName;
  /** Columns that name a person; they travel together. */
  readonly columns: readonly string[];
  readonly moment: string;
  /** Rows among which people are exchanged, beside workday or weekend: place and sort of record. */
  among(hour: string): string;
}

const isNight = (hour: string): string => `(${hour} >= 23 or ${hour} < 5)`;

const exchanges: readonly Exchange[] = [
  {
    table: 'lodging',
    columns: ['guest_name', 'id_no', 'phone', 'plate'],
    moment: 'check_in',
    among: () => 'place_id, check_out - check_in < 50400, check_out - check_in < 108000',
  },
  {
    table: 'transport',
    columns: ['passenger_name', 'id_no', 'phone'],
    moment: 'depart_at',
    among: () => 'from_place, mode',
  },
  {
    table: 'checkpoint',
    columns: ['plate', 'vehicle_type', 'person_name', 'id_no'],
    moment: 'passed_at',
    among: (hour) => `place_id, plate is null, ${isNight(hour)}`,
  },
  {
    table: 'parcel',
    columns: ['recipient_name', 'recipient_phone', 'recipient_address'],
    moment: 'sent_at',
    among: () => 'to_place, sender_id_no is null',
  },
];

/**
 * Writes the data set again with people exchanged among the records of the same place, sort and day type. Everybody
 * keeps the number of records, their sorts and places: what is lost is who met whom, and a person's own sequence. The order of exchange follows
 * from the record ids, so it is the same every time. Calls keep the party under the warrant and exchange the other.
 */
export async function writeShuffled(data: DataSet, folder: string): Promise<void> {
  for (const name of tableNames) {
    const exchange = exchanges.find(({ table }) => table === name);
    const sql =
      name === 'call'
        ? callSql
        : exchange === undefined
          ? `select * from "${name}"`
          : exchangeSql(exchange, data.offsetSeconds);
    const file = join(folder, `${name}.parquet`).replaceAll("'", "''");
    await data.run(`copy (${sql}) to '${file}' (format parquet)`);
  }
  writeFileSync(join(folder, 'dataset.json'), `${JSON.stringify({ ...data.note, synthetic: true })}\n`);
}

function exchangeSql({ table, columns, among, moment }: Exchange, offset: number): string {
  const local = `(${moment} + ${offset})`;
  const group = `${among(`(${local} // 3600) % 24`)}, (${local} // 86400 + 3) % 7 >= 5`;
  const cells = Object.keys(tableByName(table).fields).map((column) =>
    columns.includes(column) ? `g.${column}` : `t.${column}`,
  );
  // Two independent orders of one group pair every row with a row drawn without replacement.
  return `with kept as (select *, md5(record_id) as lot, concat_ws('|', ${group}) as grp from "${table}"),
    t as (select *, row_number() over (partition by grp order by record_id) as nth from kept),
    g as (select *, row_number() over (partition by grp order by lot) as nth from kept)
    select ${cells.join(', ')} from t join g on g.grp = t.grp and g.nth = t.nth order by t.record_id`;
}

const callSql = `
  with kept as (select c.*, caller in (select phone from warranted) as by_caller,
      caller in (select phone from warranted) and callee in (select phone from warranted) as closed from "call" c),
  other as (select *, case when by_caller then callee else caller end as party, md5(record_id) as lot from kept),
  t as (select *, row_number() over (partition by closed, by_caller order by record_id) as nth from other),
  g as (select party, closed, by_caller, row_number() over (partition by closed, by_caller order by lot) as nth from other)
  select t.record_id,
    case when t.closed or t.by_caller then t.caller else g.party end as caller,
    case when t.closed or not t.by_caller then t.callee else g.party end as callee,
    t.started_at, t.duration_s, t.kind, t.caller_cell, t.callee_cell, t.warrant_id
  from t join g on g.closed = t.closed and g.by_caller = t.by_caller and g.nth = t.nth order by t.record_id`;
