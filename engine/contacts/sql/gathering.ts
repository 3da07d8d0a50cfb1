import type { ChannelSql } from './channel-sql.ts';

/** People whose records agree in some columns were at one place at one time. */
export interface Gathering {
  readonly name: string;
  /** Query with record_id, person, `moment` and the `keys`, and whatever `test` reads. */
  readonly rows: string;
  readonly keys: readonly string[];
  /** A gathering of more people than this says nothing about two of them and is left out, counted. */
  readonly crowdMax: number;
}

const same = (keys: readonly string[], left: string, right: string): string =>
  keys.map((key) => `${left}.${key} = ${right}.${key}`).join(' and ');

const later = 'case when x.moment > y.moment then x.moment else y.moment end as moment';

/**
 * Rows -> crowd of each gathering -> rows of those small enough, so that the self-join never meets a hot
 * place. The join itself is on equal columns only.
 */
export function gatheringSteps({ name, rows, keys, crowdMax }: Gathering): Omit<ChannelSql, 'meetings'> {
  const list = keys.join(', ');
  return {
    steps: [
      [`${name}_row`, rows],
      [
        `${name}_crowd`,
        `select ${list}, count(distinct person) as crowd from ${name}_row group by ${list} having count(distinct person) > 1`,
      ],
      [
        `${name}_kept`,
        `select r.*, c.crowd from ${name}_row r join ${name}_crowd c on ${same(keys, 'r', 'c')} where c.crowd <= ${crowdMax}`,
      ],
    ],
    capped: `select count(*) as n from ${name}_row r join ${name}_crowd c on ${same(keys, 'r', 'c')} where c.crowd > ${crowdMax}`,
  };
}

/** Every two people of a gathering, a meeting a pair of records. */
export function pairs({ name, keys }: Gathering, test?: string): string {
  return `
  select x.person as a, y.person as b, ${later}, x.record_id as record_a, y.record_id as record_b, x.crowd
  from ${name}_kept x join ${name}_kept y on ${same(keys, 'x', 'y')} and x.person < y.person${test === undefined ? '' : ` and ${test}`}`;
}

/** Two people side by side: the same keys and neighbouring `spot`s; the crowd is the two of them. */
export function neighbours({ name, keys }: Gathering): string {
  return `
  select case when x.person < y.person then x.person else y.person end as a,
    case when x.person < y.person then y.person else x.person end as b, ${later},
    case when x.person < y.person then x.record_id else y.record_id end as record_a,
    case when x.person < y.person then y.record_id else x.record_id end as record_b, 2 as crowd
  from ${name}_kept x join ${name}_kept y on ${same(keys, 'x', 'y')} and x.bench = y.bench and y.spot = x.spot + 1
  where x.person <> y.person`;
}

export function gathering(of: Gathering): ChannelSql {
  return { ...gatheringSteps(of), meetings: pairs(of) };
}
