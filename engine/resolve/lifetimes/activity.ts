import { meetingCounts, type NumberActivity, rangesOf } from '../../kernel/number-activity.ts';
import type { Lake } from '../../lake/index.ts';
import { indexColumn, numberColumn, textColumn } from '../lake-columns.ts';
import * as steps from '../sql/lifetimes.ts';

/** Numbers and what they did, in flat memory. */
export interface Numbers {
  readonly activity: NumberActivity;
  /** Identifier of each number. */
  readonly identifier: readonly string[];
  /** The number that stands for each number's registered holder; itself where no register knows one. */
  readonly holder: Int32Array;
  /** Degrees; NaN where unknown. */
  readonly placeLat: Float64Array;
  readonly placeLon: Float64Array;
}

/** Keeps the tables `number_sighting`, `number_index` and `place_index`, and reads what they hold. */
export async function readNumbers(lake: Lake): Promise<Numbers> {
  for (const [table, query] of [
    ['number_sighting', steps.numberSighting],
    ['number_index', steps.numberIndex],
    ['place_index', steps.placeIndex],
  ] as const) {
    await lake.run(lake.dialect.keep(table, query));
  }
  const identifier = textColumn(
    await lake.columns('select identifier from number_index order by number'),
    'identifier',
  );
  const [span] = await lake.rows<{ first_at: number | null; last_at: number | null }>(
    'select min(seen_at) as first_at, max(seen_at) as last_at from number_sighting',
  );
  const from = span?.first_at ?? 0;
  const contacts = await lake.columns(steps.contactDay(from));
  const visits = await lake.columns(steps.placeDay(from));
  const places = await lake.columns(
    `select p.lat, p.lon from place_index i left join (select place_id, min(lat) as lat, min(lon) as lon from src_place group by place_id) p
     on p.place_id = i.place_id order by i.place`,
  );
  const placeLat = known(places.columns.lat?.valid, numberColumn(places, 'lat'));
  return {
    identifier,
    holder: await readHolders(lake, identifier.length),
    placeLat,
    placeLon: known(places.columns.lon?.valid, numberColumn(places, 'lon')),
    activity: {
      numbers: identifier.length,
      places: placeLat.length,
      offsets: rangesOf(indexColumn(contacts, 'number'), identifier.length),
      at: numberColumn(contacts, 'seen_at'),
      contact: indexColumn(contacts, 'contact'),
      meetings: meetingCounts(
        indexColumn(contacts, 'contact'),
        Uint8Array.from(identifier, (one) => (one.startsWith('p:') ? 0 : 1)),
      ),
      placeOffsets: rangesOf(indexColumn(visits, 'number'), identifier.length),
      placeAt: numberColumn(visits, 'seen_at'),
      place: indexColumn(visits, 'place'),
      from,
      to: span?.last_at ?? 0,
    },
  };
}

async function readHolders(lake: Lake, numbers: number): Promise<Int32Array> {
  const table = await lake.columns(steps.numberHolder);
  const holder = Int32Array.from({ length: numbers }, (_, i) => i);
  const standsFor = indexColumn(table, 'stands_for');
  for (const [i, number] of indexColumn(table, 'number').entries()) holder[number] = standsFor[i] ?? number;
  return holder;
}

function known(valid: Uint8Array | undefined, values: Float64Array): Float64Array {
  return values.map((value, i) => (valid?.[i] === 1 ? value : Number.NaN));
}
