import { type Journal, type Places, rowOffsets } from '../kernel/journal.ts';
import { type ByPerson, type Parcels, rowsOf } from '../kernel/parcel-signs.ts';
import { percentileRank } from '../kernel/percentile-rank.ts';
import type { ColumnTable, Lake } from '../lake/index.ts';

/** The events of all persons in flat arrays, read once for all families that need an order in time. */
export interface FlatEvents {
  readonly persons: number;
  readonly days: number;
  readonly utcOffsetSeconds: number;
  readonly places: Places;
  /** Number of the area each person lives in or is mostly seen in; -1 where unknown. */
  readonly home: Int32Array;
  readonly journal: Journal;
  readonly parcels: FlatParcels;
  /** Calls as seen from each side, in order of time. */
  readonly calls: { readonly by: ByPerson; readonly at: Float64Array; readonly other: Int32Array };
}

export interface FlatParcels extends Parcels {
  readonly sent: ByPerson;
  readonly received: ByPerson;
  /** Kilograms; NaN where unknown. */
  readonly weight: Float64Array;
  /** The declared goods by number. */
  readonly goodsText: readonly string[];
}

const modes = ['bus', 'train', 'flight', 'boat', 'ride'];

/** Reads the event views of resolve. Rows that tie in the order are alike in every column, so the arrays are unique. */
export async function readFlatEvents(
  lake: Lake,
  persons: number,
  days: number,
  utcOffsetSeconds: number,
): Promise<FlatEvents> {
  const { dialect } = lake;
  const numbered = (key: string, name: string, from: string): Promise<void> =>
    lake.run(
      dialect.keep(
        `${name}_number`,
        `select ${key}, cast(row_number() over (order by ${key}) - 1 as INTEGER) as ${name} from (${from}) as known where ${key} is not null`,
      ),
    );
  await numbered('area_id', 'area', 'select area_id from place union select area_id from person');
  await numbered('place_id', 'spot', 'select place_id from place');
  await numbered('goods', 'article', 'select distinct goods from shipment');
  const places = placesOf(await lake.columns(placeQuery));
  const home = new Int32Array(persons).fill(-1);
  const living = await lake.columns(
    'select p.person, a.area from person p join area_number a on a.area_id = p.area_id order by p.person',
  );
  const [who, area] = [integers(living, 'person'), integers(living, 'area')];
  for (let r = 0; r < who.length; r++) home[who[r] as number] = area[r] as number;
  const journal = journalOf(persons, await lake.columns(journalQuery));
  const goodsText = (await lake.rows<{ goods: string }>('select goods from article_number order by article')).map(
    ({ goods }) => goods,
  );
  const parcels = parcelsOf(persons, await lake.columns(parcelQuery), goodsText);
  const called = await lake.columns(callQuery);
  const calls = {
    by: rowsOf(persons, integers(called, 'person')),
    at: numbers(called, 'moment'),
    other: integers(called, 'other'),
  };
  for (const name of ['area', 'spot', 'article']) await lake.run(dialect.drop(`${name}_number`));
  return { persons, days, utcOffsetSeconds, places, home, journal, parcels, calls };
}

const placeQuery = `
  select n.spot, coalesce(a.area, -1) as area, p.lat, p.lon, p.border_km
  from place p join spot_number n on n.place_id = p.place_id left join area_number a on a.area_id = p.area_id order by n.spot`;

const journalQuery = `
  select r.person, r.moment, r.ended, r.kind, coalesce(f.spot, -1) as spot, coalesce(t.spot, -1) as other, r.mode,
    case when r.kind = 2 then r.road when tp.border_km > fp.border_km then 1 when tp.border_km < fp.border_km then -1 else 0 end as way
  from (
    select person, check_in as moment, check_out as ended, 0 as kind, place_id as at_place, cast(null as STRING) as to_place, -1 as mode, 0 as road from stay
    union all
    select person, depart_at, arrive_at, 1, from_place, to_place, case mode ${modes.map((mode, i) => `when '${mode}' then ${i}`).join(' ')} else -1 end, 0 from leg
    union all
    select person, passed_at, cast(null as BIGINT), 2, place_id, cast(null as STRING), 5, case direction when 'out' then 1 when 'in' then -1 else 0 end from passage
  ) r
  left join spot_number f on f.place_id = r.at_place left join place fp on fp.place_id = r.at_place
  left join spot_number t on t.place_id = r.to_place left join place tp on tp.place_id = r.to_place
  order by r.person, r.moment, r.kind, spot, other, r.mode, way, r.ended nulls last`;

const parcelQuery = `
  select coalesce(s.sender, -1) as sender, coalesce(s.recipient, -1) as recipient, coalesce(f.spot, -1) as origin,
    coalesce(t.spot, -1) as goal, s.sent_at, coalesce(g.article, -1) as article, s.weight_kg, s.sender_unverified
  from shipment s
  left join spot_number f on f.place_id = s.from_place left join spot_number t on t.place_id = s.to_place
  left join article_number g on g.goods = s.goods
  order by s.sent_at, sender, recipient, origin, goal, article, s.weight_kg nulls last, s.sender_unverified`;

const callQuery = `
  select person, other, moment from (
    select caller as person, callee as other, started_at as moment from conversation where caller <> callee
    union all
    select callee, caller, started_at from conversation where caller <> callee
  ) as sides order by moment, person, other`;

function placesOf(table: ColumnTable): Places {
  const km = Float32Array.from(numbers(table, 'border_km'));
  return {
    count: table.rows,
    borderRank: percentileRank(km),
    lat: numbers(table, 'lat'),
    lon: numbers(table, 'lon'),
    area: integers(table, 'area'),
  };
}

function journalOf(persons: number, table: ColumnTable): Journal {
  return {
    persons,
    offsets: rowOffsets(persons, integers(table, 'person')),
    at: numbers(table, 'moment'),
    until: numbers(table, 'ended'),
    kind: integers(table, 'kind'),
    place: integers(table, 'spot'),
    other: integers(table, 'other'),
    mode: integers(table, 'mode'),
    way: integers(table, 'way'),
  };
}

function parcelsOf(persons: number, table: ColumnTable, goodsText: readonly string[]): FlatParcels {
  const [sender, recipient] = [integers(table, 'sender'), integers(table, 'recipient')];
  return {
    sender,
    recipient,
    from: integers(table, 'origin'),
    to: integers(table, 'goal'),
    at: numbers(table, 'sent_at'),
    unverified: integers(table, 'sender_unverified'),
    goods: integers(table, 'article'),
    sent: rowsOf(persons, sender),
    received: rowsOf(persons, recipient),
    weight: numbers(table, 'weight_kg'),
    goodsText,
  };
}

function integers(table: ColumnTable, column: string): Int32Array {
  const found = table.columns[column];
  if (found?.kind !== 'int32') throw new TypeError(`column ${column} is not int32`);
  return found.values;
}

/** Missing values become NaN. */
function numbers(table: ColumnTable, column: string): Float64Array {
  const found = table.columns[column];
  if (found?.kind !== 'float64') throw new TypeError(`column ${column} is not float64`);
  const { values, valid } = found;
  for (let i = 0; i < values.length; i++) if (valid[i] === 0) values[i] = NaN;
  return values;
}
