import type { Dialect } from '../dialect.ts';
import { name, text } from '../sql.ts';

/** A path as Spark globs it, with what has a meaning there taken literally. */
const literal = (path: string): string => path.replace(/[\\{}[\]*?,^]/g, (sign) => `\\${sign}`);

/**
 * The hooks as Spark 4 reads them. `keep` and `drop` are the driver's own statements (driver.py): Spark has no temporary
 * table, so what is kept becomes Parquet on the shared path.
 */
export const spark: Dialect = Object.freeze({
  engine: 'spark',
  inProcess: false,
  parquet: (files: readonly string[]) => {
    const paths = files.map((file) => literal(file).replace(/^\//, ''));
    const all = paths.length === 1 ? (paths[0] as string) : `{${paths.join(',')}}`;
    return `parquet.\`file:///${all.replaceAll('`', '``')}\``;
  },
  keep: (table: string, query: string) => `create or replace temp table ${name(table)} as ${query}`,
  drop: (table: string) => `drop table if exists ${name(table)}`,
  view: (table: string, query: string) => `create or replace temp view ${name(table)} as ${query}`,
  joined: (value: string, separator: string, order: string) =>
    `array_join(transform(array_sort(collect_list(named_struct('o', ${order}, 'v', ${value}))), x -> x.v), ${text(separator)})`,
});
