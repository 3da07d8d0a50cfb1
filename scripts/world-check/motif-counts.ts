import type { DataSet } from './data-set.ts';
import { countLookalikes, type Souls } from './souls.ts';
import { type Finding, guiltyRoles, type MotifCount } from './types.ts';

/** Innocent ones for each guilty one, at least. */
const leastRatio = 5;
const leastLookalikes = 10;
const leastKinds = 12;
/** Of longer tables the convoys of some days only are looked for. */
const mostPassages = 400_000;

interface Motif {
  readonly name: string;
  /** Rows with `pid`, one a time somebody shows the motif. */
  readonly from: string;
}

const partners = (channel: string): string =>
  `(select a as pid, channel from edge union all select b, channel from edge) where channel = '${channel}'`;
const near = 'join place p using (place_id) where p.border_km < 25';

const motifs = (everyDay: number): readonly Motif[] => [
  { name: 'stay that begins and ends the same day', from: "stay where sort = 'day'" },
  { name: 'stay of one night', from: "stay where sort = 'night'" },
  { name: 'one night near the border', from: `stay s ${near} and sort = 'night'` },
  { name: 'visit under no booking', from: 'stay where booking_id is null' },
  { name: 'partner in a room', from: partners('room') },
  { name: 'partner on an order or in a hailed car', from: partners('ride') },
  {
    name: 'ticket bought within three hours of departure',
    from: "leg where mode <> 'ride' and depart_at - purchased_at < 10800",
  },
  { name: 'hailed ride', from: "leg where mode = 'ride'" },
  { name: 'passage of a checkpoint at night', from: 'passage where hour >= 23 or hour < 5' },
  { name: 'convoy', from: convoySql(everyDay) },
  { name: 'checkpoint left out on the way', from: leftOutSql },
  { name: 'parcel sent without an id', from: "sent where sort = 'unverified'" },
  { name: 'parcel received, sender without an id', from: "received where sort = 'unverified'" },
  {
    name: 'parcel from the border inland',
    from: `received r join place f on f.place_id = r.from_place join place t on t.place_id = r.to_place
      where f.border_km < 25 and t.border_km > 100`,
  },
  {
    name: 'number taken over during the records',
    from: 'holder where valid_from > (select min(check_in) from lodging)',
  },
];

/** Two vehicles two to thirty minutes apart at two gates or more of one day, in one direction. */
function convoySql(everyDay: number): string {
  const own = `select pid, plate, place_id, direction, passed_at, passed_at // 1800 as slot, passed_at // 86400 as day
    from passage where plate is not null and (passed_at // 86400) % ${everyDay} = 0`;
  return `(with v as (${own}), w as (select *, slot as near from v union all select *, slot + 1 from v),
    met as (select distinct w.pid, v.pid as other, w.day, w.place_id from v join w on w.place_id = v.place_id
      and w.direction = v.direction and w.near = v.slot and w.plate <> v.plate and v.passed_at - w.passed_at between 120 and 1800)
    select pid, other, day from met where pid <> other group by all having count(*) >= 2)`;
}

const leftOutSql = `(select pid, lead(passed_at) over w - passed_at as gap, direction, lead(direction) over w as onward
  from passage window w as (partition by pid order by passed_at, pos)) where gap between 5400 and 28800 and direction = onward`;

/** How often the suspicious motifs happen among the innocent and the guilty. */
export async function countMotifs(data: DataSet): Promise<readonly MotifCount[]> {
  const { n } = await data.numbers('select count(*) as n from passage');
  const counted: MotifCount[] = [];
  for (const { name, from } of motifs(Math.max(1, Math.ceil((n?.[0] ?? 0) / mostPassages)))) {
    const { innocent, guilty } = await data.numbers(
      `select count(*) filter (o.role = 'none') as innocent, count(*) filter (o.role <> 'none') as guilty
       from (select pid from ${from}) r join soul o on o.pid = r.pid`,
    );
    counted.push({ motif: name, innocent: innocent?.[0] ?? 0, guilty: guilty?.[0] ?? 0 });
  }
  return counted;
}

/** Findings of gate 1 about the crowd as a whole: nothing that the guilty do may be theirs alone, and they have doubles. */
export function crowdFindings(souls: Souls, motifCounts: readonly MotifCount[]): readonly Finding[] {
  const least = (name: string, about: string, value: number, limit: number): Finding => ({
    gate: 1,
    name,
    about,
    value,
    low: limit,
    high: null,
    limit: `at least ${limit}`,
    failed: value < limit,
  });
  const doubles = countLookalikes(souls);
  const kinds = new Set(souls.kind.filter((kind, i) => kind !== '' && souls.role[i] === 'none')).size;
  return [
    ...motifCounts
      .filter(({ guilty }) => guilty > 0)
      .map(({ motif, innocent, guilty }) =>
        least(
          `motif: ${motif}`,
          'times among the innocent for each time among the guilty',
          innocent / guilty,
          leastRatio,
        ),
      ),
    ...guiltyRoles.flatMap((role) => {
      const positives = souls.role.filter((own) => own === role).length;
      const about = 'innocent people who resemble the role, for each who has it';
      return positives === 0 ? [] : [least(`look-alikes: ${role}`, about, doubles[role] / positives, leastLookalikes)];
    }),
    ...(kinds === 0 ? [] : [least('look-alikes: kinds', 'kinds of innocent look-alikes', kinds, leastKinds)]),
  ];
}
