import { type TableName, tableByName } from '../../data/schema/index.ts';

/** One thing about the form of rows: a number a row, compared within strata. */
export interface FormSignal {
  readonly name: string;
  readonly about: string;
  readonly from: string;
  readonly sql: string;
  readonly stratum: string;
}

interface Source {
  /** Table of people.ts and of the contract. */
  readonly from: string;
  readonly table: TableName;
  readonly instants: readonly string[];
  /** Columns whose length is form; what people choose (goods, false names, rooms taken) is behaviour. */
  readonly texts: readonly string[];
  readonly mayBeEmpty: readonly string[];
}

const sources: readonly Source[] = [
  {
    from: 'stay',
    table: 'lodging',
    instants: ['check_in', 'check_out'],
    texts: ['record_id', 'booking_id', 'room', 'guest_name', 'id_no', 'phone', 'plate'],
    mayBeEmpty: ['room', 'guest_name', 'id_no', 'phone'],
  },
  {
    from: 'leg',
    table: 'transport',
    instants: ['depart_at', 'arrive_at', 'purchased_at'],
    texts: ['record_id', 'service_id', 'order_id', 'seat', 'passenger_name', 'id_no', 'phone'],
    mayBeEmpty: ['seat', 'order_id', 'purchased_at', 'passenger_name', 'id_no', 'phone'],
  },
  {
    from: 'passage',
    table: 'checkpoint',
    instants: ['passed_at'],
    texts: ['record_id', 'lane', 'plate', 'person_name', 'id_no'],
    mayBeEmpty: ['direction', 'lane', 'person_name', 'id_no', 'vehicle_type'],
  },
  {
    from: 'sent',
    table: 'parcel',
    instants: ['sent_at', 'delivered_at'],
    texts: ['record_id', 'waybill_no', 'carrier', 'sender_phone'],
    mayBeEmpty: ['carrier', 'sender_name', 'sender_phone', 'sender_address', 'goods', 'weight_kg'],
  },
  {
    from: 'received',
    table: 'parcel',
    instants: ['sent_at', 'delivered_at'],
    texts: ['record_id', 'waybill_no', 'recipient_phone'],
    mayBeEmpty: ['recipient_name', 'recipient_address'],
  },
];

export const formSignals: readonly FormSignal[] = Object.freeze([
  ...sources.flatMap(eventSignals),
  ...registerSignals(),
]);

function eventSignals({ from, table, instants, texts, mayBeEmpty }: Source): readonly FormSignal[] {
  const side = from === 'received' ? 'parcel (recipient)' : from === 'sent' ? 'parcel (sender)' : table;
  const signal = (what: string, sql: string, about: string, stratum = 'sort'): FormSignal => ({
    name: `${side} ${what}`,
    about,
    from,
    sql,
    stratum,
  });
  const ordered = `(select *, row_number() over (order by record_id) as id_order from ${from})`;
  const [moment] = instants as readonly [string];
  // Records are numbered as they come in, so rows are compared with others of the same hour: what is left is no time.
  const sameHour = `cast(${moment} // 3600 as varchar)`;
  return [
    {
      ...signal('record id order', 'id_order', 'where the record id stands among those of its hour', sameHour),
      from: ordered,
    },
    signal('row order', 'pos', 'where the row stands among those of its hour', sameHour),
    signal('day', `${moment} // 86400`, 'day of the record', "''"),
    signal('record id last digit', lastDigits('record_id', 1), 'last digit of the record id', "''"),
    ...instants.flatMap((column) => [
      signal(`${column} second of minute`, `${column} % 60`, 'seconds of the instant'),
      signal(
        `${column} on a whole minute`,
        `case when ${column} % 60 = 0 then 1 else 0 end`,
        'instants without seconds',
      ),
      signal(
        `${column} on five minutes`,
        `case when ${column} % 300 = 0 then 1 else 0 end`,
        'instants rounded by hand',
      ),
    ]),
    ...texts.map((column) => signal(`${column} length`, `length(${column})`, 'characters of the text')),
    ...mayBeEmpty
      .filter((column) => tableByName(table).fields[column]?.required === false)
      .map((column) => signal(`${column} empty`, `case when ${column} is null then 1 else 0 end`, 'field left empty')),
  ];
}

/** The last digits of a text as a number; empty where they are none. */
function lastDigits(column: string, digits: number): string {
  return `try_cast(right(${column}, ${digits}) as integer)`;
}

function registerSignals(): readonly FormSignal[] {
  const person = '(select o.pid, p.*, p.rowid as pos from person p join soul o on o.id_no = p.id_no)';
  const phone = '(select o.pid, s.*, s.rowid as pos from subscription s join soul o on o.id_no = s.id_no)';
  const vehicle = '(select o.pid, v.*, v.rowid as pos from vehicle v join soul o on o.id_no = v.id_no)';
  const of =
    (register: string, from: string, stratum = "''") =>
    (what: string, sql: string, about: string): FormSignal => ({
      name: `${register} ${what}`,
      about,
      from,
      sql,
      stratum,
    });
  const [people, phones, vehicles] = [
    of('person', person),
    of('subscription', phone),
    of('vehicle', vehicle, "coalesce(vehicle_type, '')"),
  ];
  return [
    people('row order', 'pos', 'where the row stands in the register'),
    people('name length', 'length(name)', 'characters of the name'),
    people('name first character', 'unicode(name)', 'code point the name begins with'),
    people('name last character', 'unicode(right(name, 1))', 'code point the name ends with'),
    people('id length', 'length(id_no)', 'characters of the id'),
    people('id last four digits', lastDigits('id_no', 4), 'serial number of the id'),
    people('id last digit', lastDigits('id_no', 1), 'last digit of the id'),
    people('birth year empty', 'case when birth_year is null then 1 else 0 end', 'field left empty'),
    people('home area empty', 'case when home_area is null then 1 else 0 end', 'field left empty'),
    phones('row order', 'pos', 'where the row stands in the register'),
    phones('phone length', 'length(phone)', 'digits of the number'),
    phones('phone first digits', 'try_cast(left(phone, 5) as integer)', 'block of the number'),
    phones('phone last four digits', lastDigits('phone', 4), 'end of the number'),
    phones('valid_from second of day', 'valid_from % 86400', 'time of day of the contract'),
    vehicles('row order', 'pos', 'where the row stands in the register'),
    vehicles('plate length', 'length(plate)', 'characters of the plate'),
    vehicles('plate last character', 'unicode(right(plate, 1))', 'code point the plate ends with'),
  ];
}
