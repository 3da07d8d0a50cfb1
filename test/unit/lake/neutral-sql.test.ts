import { expect, test } from 'vitest';
import { createRng } from '../../../engine/kernel/rng.ts';
import type { Dialect, Lake } from '../../../engine/lake/index.ts';
import { withLake } from '../../support/home.ts';
import { faultsOf } from '../../support/neutral.ts';
import { featuresOf, smallWorld } from '../../support/whole-line.ts';

/** The same lake, writing down every statement with what the dialect's hooks said taken out. */
function recorded(lake: Lake, statements: Set<string>): Lake {
  const hooked: string[] = [];
  const hook = (said: string): string => {
    hooked.push(said);
    return said;
  };
  const note = (statement: string): void => {
    let rest = statement;
    for (const said of hooked) rest = rest.replaceAll(said, 'hooked');
    statements.add(rest);
  };
  const dialect: Dialect = {
    engine: lake.dialect.engine,
    inProcess: false,
    parquet: (files) => hook(lake.dialect.parquet(files)),
    joined: (value, separator, order) => hook(lake.dialect.joined(value, separator, order)),
    keep: (table, query) => {
      note(query);
      return hook(lake.dialect.keep(table, query));
    },
    view: (table, query) => {
      note(query);
      return hook(lake.dialect.view(table, query));
    },
    drop: (table) => hook(lake.dialect.drop(table)),
  };
  const noting =
    <A extends readonly unknown[], R>(call: (statement: string, ...rest: A) => R) =>
    (statement: string, ...rest: A): R => {
      note(statement);
      return call(statement, ...rest);
    };
  return {
    ...lake,
    dialect,
    run: noting(lake.run),
    rows: noting(lake.rows) as Lake['rows'],
    columns: noting(lake.columns),
    writeParquet: noting(lake.writeParquet),
  };
}

/** Statements of the tests themselves and of the door to Parquet files. */
const own = (statement: string): boolean => /raw_|read_parquet/.test(statement);

test('every statement from records to features is in the subset that two engines read alike', () =>
  withLake(async (lake, dir) => {
    const statements = new Set<string>();
    await featuresOf(recorded(lake, statements), dir, smallWorld(createRng(1).int, 12, 20));
    const said = [...statements].filter((statement) => !own(statement));
    expect(said.length).toBeGreaterThan(80);
    const faults = said.flatMap((statement) => faultsOf(statement).map((fault) => `${fault}: ${statement}`));
    expect(faults).toEqual([]);
  }));

test.each([
  "select at + interval '1 day' from t",
  'select * from t qualify row_number() over (order by a) = 1',
  'select * from a asof join b on a.t >= b.t',
  'select a, count(*) from t group by all',
  'select distinct on (a) a, b from t',
  'select * exclude (a) from t',
  'select count(*) filter (where a > 1) from t',
  'select a::int from t',
  'select cast(a as VARCHAR) from t',
  "select regexp_extract(a, '^(b)$', 1) from t",
  'select a // 2 from t',
  'select a / 2 from t',
  'select count(*) / 2 from t',
  'select [1, 2] from t',
  'select list(a) from t',
  'select hash(a) from t',
  "select string_agg(a, ',') from t",
  'select sum(a) from t',
  'select unnest(a) from t',
  'select now() from t',
  'select arg_max(a, b) from t',
])('negative control: refuses %s', (statement) => {
  expect(faultsOf(statement)).not.toEqual([]);
});

test('a text that holds a forbidden word is still a text', () => {
  expect(faultsOf("select 'interval // [hash(]' as word, cast(sum(a) as BIGINT) as n from t")).toEqual([]);
});
