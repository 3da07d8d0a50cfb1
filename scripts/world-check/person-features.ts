import type { DataSet } from './data-set.ts';
import { channels, clusteringOf, type Neighbours } from './meetings.ts';

/** One number a person, straight from the tables; NaN where a person has nothing to measure it on. */
export interface PersonFeature {
  readonly name: string;
  readonly about: string;
  readonly values: Float64Array;
}

interface SqlFeature {
  readonly name: string;
  readonly about: string;
  readonly from: string;
  readonly sql: string;
  /** Counts are 0 for people without records; shares and means stay empty. */
  readonly counts: boolean;
}

const counted = (name: string, from: string, sql: string, about: string): SqlFeature => ({
  name,
  about,
  from,
  sql,
  counts: true,
});
const averaged = (name: string, from: string, sql: string, about: string): SqlFeature => ({
  name,
  about,
  from,
  sql,
  counts: false,
});
const shareOf = (condition: string): string => `avg(case when ${condition} then 1.0 else 0.0 end)`;
const night = 'hour >= 23 or hour < 5';

/** Every event of a person, whichever the table. */
export const deedSql = `(
  select pid, check_in as moment, hour, place_id as place from stay union all
  select pid, depart_at, hour, from_place from leg union all
  select pid, passed_at, hour, place_id from passage union all
  select pid, sent_at, hour, from_place from sent union all
  select pid, coalesce(delivered_at, sent_at), hour, to_place from received) as deed`;

const features: readonly SqlFeature[] = [
  counted('events', deedSql, 'count(*)', 'records of any kind'),
  counted('active_days', deedSql, 'count(distinct moment // 86400)', 'days with a record'),
  counted('places', deedSql, 'count(distinct place)', 'distinct places'),
  averaged('night_share', deedSql, shareOf(night), 'share of records between 23 and 5 o’clock'),
  counted('stays', 'stay', 'count(*)', 'nights and hours in hotels'),
  counted('day_stays', 'stay', "count(*) filter (sort = 'day')", 'stays that begin and end the same day'),
  counted('one_night_stays', 'stay', "count(*) filter (sort = 'night')", 'stays of one night'),
  averaged('stay_hours', 'stay', 'avg(hours)', 'mean length of a stay'),
  counted('hotels', 'stay', 'count(distinct place_id)', 'distinct hotels'),
  averaged('night_check_in_share', 'stay', shareOf(night), 'share of check-ins at night'),
  averaged('plate_in_yard_share', 'stay', shareOf('plate is not null'), 'share of stays with a car in the yard'),
  counted('legs', 'leg', 'count(*)', 'journeys by public transport or hailed ride'),
  counted('rides', 'leg', "count(*) filter (mode = 'ride')", 'hailed rides'),
  averaged(
    'late_ticket_share',
    'leg',
    shareOf('depart_at - purchased_at < 10800'),
    'share of tickets bought within three hours of departure',
  ),
  counted('modes', 'leg', 'count(distinct mode)', 'means of transport'),
  counted('passages', 'passage', 'count(*)', 'passages of checkpoints'),
  averaged('passage_night_share', 'passage', shareOf(night), 'share of passages at night'),
  averaged('passage_out_share', 'passage', shareOf("direction = 'out'"), 'share of passages outward'),
  counted('parcels_sent', 'sent', 'count(*)', 'parcels sent'),
  counted('unverified_sent', 'sent', "count(*) filter (sort = 'unverified')", 'parcels sent without an id'),
  averaged('sent_weight', 'sent', 'avg(weight_kg)', 'mean weight of a parcel sent'),
  counted('parcels_received', 'received', 'count(*)', 'parcels received'),
  counted(
    'unverified_received',
    'received',
    "count(*) filter (sort = 'unverified')",
    'parcels received whose sender showed no id',
  ),
  averaged('received_weight', 'received', 'avg(weight_kg)', 'mean weight of a parcel received'),
  counted(
    'calls',
    '(select pid from called union all select pid from answered)',
    'count(*)',
    'calls under somebody else’s warrant',
  ),
  counted('phones', 'holder', 'count(distinct phone)', 'numbers ever held'),
  counted('vehicles', 'keeper', 'count(distinct plate)', 'vehicles ever kept'),
  ...channels.map((channel) =>
    counted(
      `partners_${channel}`,
      `(select a as pid, b, channel from edge union all select b, a, channel from edge)`,
      `count(distinct b) filter (channel = '${channel}')`,
      `distinct partners by ${channel}`,
    ),
  ),
];

export async function personFeatures(data: DataSet, graph: Neighbours): Promise<readonly PersonFeature[]> {
  const found: PersonFeature[] = [];
  for (const from of new Set(features.map((feature) => feature.from))) {
    const own = features.filter((feature) => feature.from === from);
    const list = own.map(({ name, sql }) => `${sql} as ${name}`).join(', ');
    const columns = await data.numbers(`select pid, ${list} from ${from} group by pid`);
    for (const { name, about, counts } of own) {
      const values = new Float64Array(graph.people).fill(counts ? 0 : Number.NaN);
      columns.pid?.forEach((pid, row) => {
        values[pid] = columns[name]?.[row] as number;
      });
      found.push({ name, about, values });
    }
  }
  const each = (value: (person: number) => number): Float64Array =>
    Float64Array.from({ length: graph.people }, (_, i) => value(i));
  return [
    ...found,
    { name: 'degree', about: 'distinct partners by any channel', values: each((i) => graph.of[i]?.length ?? 0) },
    {
      name: 'clustering',
      about: 'share of the partners who met each other',
      values: each((i) => clusteringOf(graph, i)),
    },
  ];
}
