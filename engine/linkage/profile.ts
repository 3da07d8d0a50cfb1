import type { Lake } from '../lake/index.ts';
import { duckdbDialect as dialect } from './dialect.ts';

/** What the values of a column look like; shares are among the filled values. */
export interface Profile {
  readonly column: string;
  readonly records: number;
  readonly filled: number;
  readonly distinct: number;
  readonly meanLength: number;
  readonly meanWords: number;
  readonly email: number;
  readonly date: number;
  readonly digits: number;
  readonly numeric: number;
  readonly han: number;
  readonly letters: number;
  readonly phone: number;
  /** Values of digits and letters mixed, without blanks. */
  readonly code: number;
  /** First or second part of a date by slashes above 12: says which one is the day. */
  readonly firstOver12: number;
  readonly secondOver12: number;
  /** Smallest and largest of the values that are whole numbers. */
  readonly low: number;
  readonly high: number;
}

const shapes: readonly (readonly [string, string])[] = [
  ['email', '^[^@ ]+@[^@ ]+\\.[a-zA-Z]{2,}$'],
  [
    'date',
    '^((1[89]|20)[0-9]{2}[-/. ]?(0?[1-9]|1[0-2])[-/. ]?(0?[1-9]|[12][0-9]|3[01])([ T].*)?|[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ]([0-9]{2}|(1[89]|20)[0-9]{2})|(1[89]|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日?|[0-9]{1,2}[- ]?[A-Za-z]{3,9}[-, ]*(1[89]|20)[0-9]{2}|[A-Za-z]{3,9}[- ]?[0-9]{1,2}[-, ]+(1[89]|20)[0-9]{2})$',
  ],
  ['digits', '^[0-9]+$'],
  ['numeric', '^[-+]?[0-9]+([.,][0-9]+)?$'],
  ['han', '^[㐀-鿿·]+$'],
  ['letters', '^[^0-9@_/\\\\]+$'],
  ['phone', '^[+(]?[0-9][-0-9 ()/.]{6,18}[0-9]$'],
  ['code', '^([A-Za-z㐀-鿿-]+[0-9]|[0-9]+[-A-Za-z])[-A-Za-z0-9·]*$'],
  ['firstover12', '^(1[3-9]|2[0-9]|3[01])[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}$'],
  ['secondover12', '^[0-9]{1,2}[-/. ](1[3-9]|2[0-9]|3[01])[-/. ][0-9]{2,4}$'],
];

type Row = Readonly<Record<string, number | null>>;

/** One scan a column over the distinct values; cheap next to the linkage itself. */
export async function profileColumn(lake: Lake, table: string, index: number, column: string): Promise<Profile> {
  const counted = shapes.map(([name, pattern]) => {
    return `cast(sum(case when ${dialect.matches('x', pattern)} then n else 0 end) as BIGINT) as ${name}`;
  });
  const [row] = await lake.rows<Row>(`
    with v as (select c${index} as x, count(*) as n from ${table} group by c${index})
    select cast(sum(n) as BIGINT) as records, count(x) as different,
      cast(sum(case when x is null then 0 else n end) as BIGINT) as filled,
      cast(sum(length(x) * n) as BIGINT) as characters,
      cast(sum((length(x) - length(replace(x, ' ', '')) + 1) * n) as BIGINT) as words,
      min(case when ${dialect.matches('x', '^[0-9]{1,15}$')} then try_cast(x as DOUBLE) end) as low,
      max(case when ${dialect.matches('x', '^[0-9]{1,15}$')} then try_cast(x as DOUBLE) end) as high,
      ${counted.join(', ')}
    from v`);
  const get = (name: string): number => row?.[name] ?? 0;
  const filled = get('filled');
  const share = (name: string): number => (filled === 0 ? 0 : get(name) / filled);
  return {
    column,
    records: get('records'),
    filled,
    distinct: get('different'),
    meanLength: share('characters'),
    meanWords: share('words'),
    email: share('email'),
    date: share('date'),
    digits: share('digits'),
    numeric: share('numeric'),
    han: share('han'),
    letters: share('letters'),
    phone: share('phone'),
    code: share('code'),
    firstOver12: get('firstover12'),
    secondOver12: get('secondover12'),
    low: get('low'),
    high: get('high'),
  };
}
