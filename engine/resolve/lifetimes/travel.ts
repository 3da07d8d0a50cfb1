import { config } from '../../config/index.ts';
import { distanceKm, isImpossible } from '../../kernel/impossible-travel.ts';
import type { Lake } from '../../lake/index.ts';
import { numberColumn, textColumn } from '../lake-columns.ts';
import * as steps from '../sql/lifetimes.ts';
import type { IdentifierState } from './types.ts';

interface Journeys {
  count: number;
  first: number;
  last: number;
  /** Instants of the sightings. */
  readonly moments: number[];
  /** The fastest: km and seconds. */
  km: number;
  seconds: number;
}

/**
 * Ids and plates in two places faster than anyone can travel: somebody else used the id, or a second vehicle
 * bears the plate. One such journey may be a slip of the pen; each further one makes that less likely.
 */
export async function findImpossibleTravel(
  lake: Lake,
): Promise<{ readonly states: readonly IdentifierState[]; readonly notices: readonly string[] }> {
  const { travel, sightingsMax } = config.lifetimes;
  const [known] = await lake.rows<{ n: number; most: number | null }>(
    'select count(*) as n, max(n) as most from (select identifier, count(*) as n from presence group by identifier) counted',
  );
  if ((known?.n ?? 0) === 0) {
    return { states: [], notices: ['Impossible journeys could not be looked for: no place has coordinates.'] };
  }
  const table = await lake.columns(steps.journey(travel.horizonSeconds, sightingsMax, travel));
  const identifier = textColumn(table, 'identifier');
  const [fromAt, at] = [numberColumn(table, 'from_at'), numberColumn(table, 'seen_at')];
  const [lat1, lon1] = [numberColumn(table, 'from_lat'), numberColumn(table, 'from_lon')];
  const [lat2, lon2] = [numberColumn(table, 'lat'), numberColumn(table, 'lon')];
  const found = new Map<string, Journeys>();
  for (const [i, one] of identifier.entries()) {
    const kmhMax = one.startsWith('v:') ? travel.vehicleKmhMax : travel.personKmhMax;
    const seconds = (at[i] as number) - (fromAt[i] as number);
    const km = distanceKm(lat1[i] as number, lon1[i] as number, lat2[i] as number, lon2[i] as number);
    if (!isImpossible(km, seconds, { ...travel, kmhMax })) continue;
    const so = found.get(one) ?? {
      count: 0,
      first: fromAt[i] as number,
      last: 0,
      moments: [],
      km: 0,
      seconds: 1,
    };
    so.count++;
    so.last = at[i] as number;
    for (const moment of [fromAt[i] as number, at[i] as number])
      if (!so.moments.includes(moment) && so.moments.length < config.lifetimes.recordsKept) so.moments.push(moment);
    if (km / (seconds + travel.clockSeconds) > so.km / (so.seconds + travel.clockSeconds))
      [so.km, so.seconds] = [km, seconds];
    found.set(one, so);
  }
  const records = await recordsOf(lake, found);
  const states = [...found].flatMap(([one, journeys]) => statesOf(one, journeys, records.get(one) ?? []));
  const notices =
    (known?.most ?? 0) > sightingsMax
      ? [
          `Impossible journeys: of ids and plates with more than ${sightingsMax} sightings only the first were looked at.`,
        ]
      : [];
  return { states, notices };
}

/** The records behind the sightings, in time order. */
async function recordsOf(lake: Lake, found: ReadonlyMap<string, Journeys>): Promise<ReadonlyMap<string, string[]>> {
  const sightings = [...found].flatMap(([identifier, { moments }]) =>
    moments.map((moment) => ({ identifier, moment })),
  );
  const valid = new Uint8Array(sightings.length).fill(1);
  await lake.createTable('hurried', {
    rows: sightings.length,
    columns: {
      identifier: { kind: 'text', values: sightings.map(({ identifier }) => identifier), valid },
      seen_at: { kind: 'float64', values: Float64Array.from(sightings, ({ moment }) => moment), valid },
    },
  });
  const table = await lake.columns(steps.hurriedRecord);
  await lake.run(lake.dialect.drop('hurried'));
  const records = new Map<string, string[]>();
  const record = textColumn(table, 'record_id');
  for (const [i, identifier] of textColumn(table, 'identifier').entries()) {
    const list = records.get(identifier) ?? [];
    if (!list.includes(record[i] as string) && list.length < config.lifetimes.recordsKept)
      list.push(record[i] as string);
    records.set(identifier, list);
  }
  return records;
}

function statesOf(identifier: string, journeys: Journeys, records: readonly string[]): IdentifierState[] {
  const { slipShare } = config.lifetimes.travel;
  const plate = identifier.startsWith('v:');
  const probability = 1 - slipShare ** journeys.count;
  const pace = `${Math.round(journeys.km)} km in ${Math.round(journeys.seconds / 60)} minutes`;
  const shared = {
    identifierA: identifier,
    identifierB: undefined,
    firstAt: journeys.first,
    lastAt: journeys.last,
    recordCount: journeys.count + 1,
    records,
    evidence: [
      {
        what: `in two places faster than anyone can travel ${journeys.count} times, at the fastest ${pace}`,
        weight: Math.log(probability / (1 - probability)),
      },
    ],
  };
  return [
    { ...shared, kind: 'impossible_travel', probability: 1 },
    { ...shared, kind: plate ? 'cloned_plate' : 'borrowed_id', probability },
  ];
}
