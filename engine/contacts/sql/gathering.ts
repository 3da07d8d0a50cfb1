import { type Channel, config } from '../../config/index.ts';
import { sql } from '../../lake/index.ts';
import type { ChannelSql } from './channel-sql.ts';

/** People whose records agree in some columns were at one place at one time. */
export interface Gathering {
  readonly name: Channel;
  readonly source: 'stay' | 'leg';
  /** Query with record_id, person, `moment`, `cell` and the `keys`, which settle the cell. */
  readonly rows: string;
  readonly keys: readonly string[];
  /** A gathering of more people than this says nothing about two of them and is left out, counted. */
  readonly crowdMax: number;
  /** How many people were there as far as a tie by itself goes, over the columns of `rows` and `crowd`; default `crowd`. */
  readonly party?: string;
  /** Columns of `rows` that are kept as they are. */
  readonly more?: readonly string[];
}

const same = (keys: readonly string[], left: string, right: string): string =>
  keys.map((key) => `${left}.${key} = ${right}.${key}`).join(' and ');

const later = 'case when x.moment > y.moment then x.moment else y.moment end as moment';

type Found = Omit<ChannelSql, 'meetings'>;

/**
 * Rows -> crowd of each gathering -> rows of those small enough, so that the self-join never meets a hot
 * place. Gatherings and cells are numbered: whole numbers group and join faster than texts. What is left out is left out
 * of the visits too, so that the expectation is of what could have been seen.
 */
export function gatheringSteps({ name, source, rows, keys, crowdMax, party, more = [] }: Gathering): Found {
  const list = keys.join(', ');
  const columns = ['record_id', 'person', 'moment', ...more].map((column) => `r.${column}`).join(', ');
  return {
    source,
    steps: [
      [`${name}_row`, rows],
      [
        `${name}_crowd`,
        `select ${list}, min(cell) as habit, count(distinct person) as crowd, count(*) as records from ${name}_row group by ${list}`,
      ],
      [
        `${name}_cell`,
        `select habit, cast(row_number() over (order by habit nulls last) as INTEGER) as cell
         from (select distinct habit from ${name}_crowd where crowd <= ${crowdMax}) as habits`,
      ],
      [
        `${name}_gathering`,
        `select ${keys.map((key) => `c.${key}`).join(', ')}, h.cell, c.crowd, cast(row_number() over (order by ${keys.map((key) => `c.${key} nulls last`).join(', ')}) as INTEGER) as slot
         from ${name}_crowd c join ${name}_cell h on h.habit = c.habit where c.crowd <= ${crowdMax}`,
      ],
      [
        `${name}_kept`,
        `select ${columns}, g.slot, g.cell, ${party ?? 'g.crowd'} as crowd
         from ${name}_row r join ${name}_gathering g on ${same(keys, 'r', 'g')}`,
      ],
    ],
    slots: `select cell, count(*) as slots from ${name}_gathering group by cell`,
    visits: `select person, cell, count(*) as visits from (select distinct person, cell, slot from ${name}_kept) as seen group by person, cell`,
    capped: `select coalesce(cast(sum(records) as BIGINT), 0) as n from ${name}_crowd where crowd > ${crowdMax}`,
  };
}

/** Every two people of a gathering, a meeting a pair of records. */
const pairs = (name: Channel): string => `
  select x.person as a, y.person as b, x.cell, x.slot, ${later}, x.record_id as record_a, y.record_id as record_b, x.crowd
  from ${name}_kept x join ${name}_kept y on x.slot = y.slot and x.person < y.person`;

/** Two people side by side: the same gathering and neighbouring `spot`s; the crowd is the two of them. */
export const neighbours = (name: Channel): string => `
  select case when x.person < y.person then x.person else y.person end as a,
    case when x.person < y.person then y.person else x.person end as b, x.cell, x.slot, ${later},
    case when x.person < y.person then x.record_id else y.record_id end as record_a,
    case when x.person < y.person then y.record_id else x.record_id end as record_b, 2 as crowd
  from ${name}_kept x join ${name}_kept y on x.slot = y.slot and x.bench = y.bench and y.spot = x.spot + 1
  where x.person <> y.person`;

export function gathering(of: Gathering): ChannelSql {
  return { ...gatheringSteps(of), meetings: pairs(of.name) };
}

/**
 * A gathering of strangers, all on one day: only those are paired who met on days far enough apart to be two trips, or in
 * a party so small that one is a tie. What the place and hour give is counted from the crowds, without pairing anybody.
 */
export function crowd(of: Gathering, utcOffsetSeconds: number): ChannelSql {
  const { name } = of;
  const { gapDays, longestDays, inherentCrowdMax } = config.channels[name];
  const daysApart = Math.min(gapDays + 1, longestDays);
  const found = gatheringSteps(of);
  return {
    ...found,
    steps: [
      ...found.steps,
      [
        `${name}_seen`,
        `select slot, person, cast(${sql.localDay('min(moment)', utcOffsetSeconds)} as INTEGER) as day, min(crowd) as crowd, min(cell) as cell from ${name}_kept group by slot, person`,
      ],
    ],
    again: {
      table: `${name}_again`,
      seen: `${name}_seen`,
      query: `select x.person as a, y.person as b from ${name}_seen x join ${name}_seen y on x.slot = y.slot and x.person < y.person
         group by x.person, y.person
         having max(x.day) - min(x.day) >= ${daysApart} or min(x.crowd) <= ${inherentCrowdMax}`,
      daysApart,
      partyMost: inherentCrowdMax,
    },
    meetings: `
  select x.person as a, y.person as b, x.cell, x.slot, ${later}, x.record_id as record_a, y.record_id as record_b, x.crowd
  from ${name}_again p join ${name}_kept x on x.person = p.a join ${name}_kept y on y.person = p.b and y.slot = x.slot`,
    encounters: `
  select cell, cast(sum(people * (people - 1)) as BIGINT) * 500000 as encounters_micro
  from (select slot, min(cell) as cell, min(crowd) as crowd, count(*) as people from ${name}_seen group by slot) as gatherings
  where crowd > ${inherentCrowdMax} group by cell`,
    strangers: { tripsMin: 2 },
    partyMost: inherentCrowdMax,
    tiedEncounters: `
  select x.cell, count(*) as encounters from tied t join ${name}_seen x on x.person = t.a join ${name}_seen y on y.person = t.b and y.slot = x.slot
  where x.crowd > ${inherentCrowdMax} group by x.cell`,
    sightings: `select person, cell, slot, moment, record_id, crowd from ${name}_kept`,
  };
}
