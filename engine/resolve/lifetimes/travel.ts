import { config } from '../../config/index.ts';
import { distanceKm, isImpossible } from '../../kernel/impossible-travel.ts';
import type { Lake } from '../../lake/index.ts';
import * as steps from '../sql/lifetimes.ts';
import { numberColumn, textColumn } from '../lake-columns.ts';
import type { IdentifierState } from './types.ts';

interface Journeys {
  count: number;
  first: number;
  last: number;
  readonly records: string[];
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
  const table = await lake.columns(steps.journey(travel.horizonSeconds, sightingsMax));
  const identifier = textColumn(table, 'identifier');
  const [fromAt, at] = [numberColumn(table, 'from_at'), numberColumn(table, 'seen_at')];
  const [lat1, lon1] = [numberColumn(table, 'from_lat'), numberColumn(table, 'from_lon')];
  const [lat2, lon2] = [numberColumn(table, 'lat'), numberColumn(table, 'lon')];
  const [fromRecord, record] = [textColumn(table, 'from_record'), textColumn(table, 'record_id')];
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
      records: [],
      km: 0,
      seconds: 1,
    };
    so.count++;
    so.last = at[i] as number;
    for (const id of [fromRecord[i] as string, record[i] as string])
      if (!so.records.includes(id) && so.records.length < config.lifetimes.recordsKept) so.records.push(id);
    if (km / (seconds + travel.clockSeconds) > so.km / (so.seconds + travel.clockSeconds))
      [so.km, so.seconds] = [km, seconds];
    found.set(one, so);
  }
  const states = [...found].flatMap(([one, journeys]) => statesOf(one, journeys));
  const notices =
    (known?.most ?? 0) > sightingsMax
      ? [
          `Impossible journeys: of ids and plates with more than ${sightingsMax} sightings only the first were looked at.`,
        ]
      : [];
  return { states, notices };
}

function statesOf(identifier: string, journeys: Journeys): IdentifierState[] {
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
    records: journeys.records,
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
