import { type Channel, channels, config } from '../../config/index.ts';
import type { ChannelSql, Visits } from './channel-sql.ts';

const prior = config.contacts.priorVisitPairs;

/** The tables of visits and totals of each side; in an undirected channel both sides are one table. */
interface Sides {
  readonly to: 'visit_to' | 'visit_from';
  readonly activeTo: 'active_to' | 'active_from';
  /** Of as many ordered pairs, the share that are pairs: all, or each once. */
  readonly share: '1.0' | '0.5';
}
const directed: Sides = { to: 'visit_to', activeTo: 'active_to', share: '1.0' };
const undirected: Sides = { to: 'visit_from', activeTo: 'active_from', share: '0.5' };
const sidesOf = (visits: Visits): Sides => (typeof visits === 'string' ? undirected : directed);

const totals = (table: string): string =>
  `select person, cast(sum(visits) as BIGINT) as visits from ${table} group by person`;

/**
 * How many encounters the place and the hour give two people who do not know each other. Of all pairs of visits that
 * different people made in a cell, a share coincided; the crowd is in it, hour for hour. A pair's own visits and
 * encounters are left out of the share, which else would explain them away where few others come; where little is left,
 * one in so many slots stands in with the strength of `priorVisitPairs` pairs of visits.
 */
export function expectationSteps({
  visits,
  slots,
  chance,
  encounters,
  tiedEncounters,
  partyMost = 0,
  counted = {},
}: ChannelSql): readonly (readonly [string, string])[] {
  const sides = sidesOf(visits);
  const own: [string, string][] =
    typeof visits === 'string'
      ? [['visit_from', visits]]
      : [
          ['visit_from', visits.from],
          ['visit_to', visits.to],
          ['active_to', totals('visit_to')],
        ];
  const steps: (readonly [string, string])[] = [
    ...own,
    ['active_from', totals('visit_from')],
    ['cell_seen', withoutTied(chance ?? encounters ?? slotsMet, tiedEncounters)],
    ['cell_slot', slots],
    ['cell', cells(sides)],
    ...(chance === undefined ? ([['pair_cell', ownEncounters(tiedEncounters !== undefined, partyMost)]] as const) : []),
    ['expected', expected(sides, chance === undefined)],
  ];
  return steps.map(([table, query]) => [table, counted[table] ?? query]);
}

const slotsMet = 'select cell, count(*) * 1000000 as encounters_micro from slot group by cell';

/**
 * Families on one ticket say nothing of how often a place brings strangers together: who is tied in a channel before is
 * left out of the encounters.
 */
const withoutTied = (seen: string, tied: string | undefined): string =>
  tied === undefined
    ? seen
    : `select s.cell, cast(s.encounters_micro - 1000000 * coalesce(t.encounters, 0) as BIGINT) as encounters_micro
       from (${seen}) s left join (${tied}) t on t.cell = s.cell`;

/** What a pair adds to the encounters itself, and so is left out of its own expectation. */
const ownEncounters = (tiedLeftOut: boolean, partyMost: number): string => `
  select s.a, s.b, s.cell, count(*) * 1000000 as own_micro from slot s
  ${tiedLeftOut ? 'left join tied t on t.a = s.a and t.b = s.b' : ''}
  where s.crowd > ${partyMost} ${tiedLeftOut ? 'and t.a is null' : ''} group by s.a, s.b, s.cell`;

/** Pairs of visits by different people, and how many of them coincided. */
const cells = ({ to, share }: Sides): string => `
  select f.cell, coalesce(s.encounters_micro, 0) as encounters_micro, coalesce(n.slots, 1) as slots,
    cast((f.visits * t.visits - coalesce(o.visits, 0)) * ${share} as BIGINT) as pairs
  from (select cell, cast(sum(visits) as BIGINT) as visits from visit_from group by cell) f
  join (select cell, cast(sum(visits) as BIGINT) as visits from ${to} group by cell) t on t.cell = f.cell
  left join (${
    to === 'visit_from'
      ? 'select cell, cast(sum(visits * visits) as BIGINT) as visits from visit_from group by cell'
      : `select f.cell, cast(sum(f.visits * t.visits) as BIGINT) as visits
         from visit_from f join visit_to t on t.person = f.person and t.cell = f.cell group by f.cell`
  }) o on o.cell = f.cell
  left join cell_seen s on s.cell = f.cell
  left join cell_slot n on n.cell = f.cell`;

/** Whole millionths of a millionth, so that the sum does not depend on its order; for observed pairs only. */
const expected = ({ to }: Sides, ownLeftOut: boolean): string => `
  select a, b, cast(sum(cast(ceil(1000000000000 * least(10000,
      both_visits * (cast(encounters_micro - own_micro as DOUBLE) / 1000000 + cast(${prior} as DOUBLE) / slots) * cast(1 as DOUBLE) / (${prior} + case when pairs > both_visits then pairs - both_visits else 0 end)
    )) as BIGINT)) as BIGINT) as expected_pico
  from (select m.a, m.b, f.visits * t.visits as both_visits, c.encounters_micro, c.pairs, c.slots, ${ownLeftOut ? 'coalesce(p.own_micro, 0)' : '0'} as own_micro
        from met_trip m
        join visit_from f on f.person = m.a
        join ${to} t on t.person = m.b and t.cell = f.cell
        join cell c on c.cell = f.cell
        ${ownLeftOut ? 'left join pair_cell p on p.a = m.a and p.b = m.b and p.cell = f.cell' : ''}) as habits
  group by a, b`;

/** One row: people and visits of each side, the people and pairs of visits that are one person's own, all encounters. */
export const activity = ({ visits }: ChannelSql): string => `
  select f.people as from_people, t.people as to_people, o.people as own_people,
    f.visits as from_visits, t.visits as to_visits, o.visits as own_visits, e.encounters_micro
  from (select count(*) as people, coalesce(cast(sum(visits) as BIGINT), 0) as visits from active_from) f
  cross join (select count(*) as people, coalesce(cast(sum(visits) as BIGINT), 0) as visits from ${sidesOf(visits).activeTo}) t
  cross join (select count(*) as people, coalesce(cast(sum(f.visits * t.visits) as BIGINT), 0) as visits
              from active_from f join ${sidesOf(visits).activeTo} t on t.person = f.person) o
  cross join (select coalesce(cast(sum(encounters_micro) as BIGINT), 0) as encounters_micro from cell) e`;

/** What the test of every observed pair reads. */
export const countedPairs = ({ visits }: ChannelSql): string => `
  select m.a, m.b, m.trips, s.encounters, s.crowd, coalesce(e.expected_pico, 0) as expected_pico,
    f.visits as visits_a, t.visits as visits_b
  from met_trip m
  join (select a, b, count(*) as encounters, cast(min(crowd) as INTEGER) as crowd from slot group by a, b) s on s.a = m.a and s.b = m.b
  join active_from f on f.person = m.a
  join ${sidesOf(visits).activeTo} t on t.person = m.b
  left join expected e on e.a = m.a and e.b = m.b
  order by m.a, m.b`;

/** Visits of everybody by side, kept to say why two people are no contact. */
export const activityOf = (channel: Channel, { visits }: ChannelSql): string => {
  const side = (name: string, table: string): string =>
    `select '${channel}' as channel, '${name}' as side, person, visits from ${table}`;
  const from = side('from', 'active_from');
  return typeof visits === 'string' ? from : `${from} union all ${side('to', 'active_to')}`;
};

export const noActivity = `
  select '' as channel, '' as side, cast(0 as INTEGER) as person, cast(0 as BIGINT) as visits
  from (select 1 as nothing) as one where nothing = 0`;

export const allActivity = channels.map((channel) => `select * from activity_${channel}`).join(' union all ');
