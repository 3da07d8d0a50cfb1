import { existsSync, statSync } from 'node:fs';
import { ExcavatorError } from '../kernel/errors.ts';
import { type Lake, sql } from '../lake/index.ts';
import { duckdbDialect as dialect } from './dialect.ts';

/** A file as a table `source_0` or `source_1`: one text column `c<i>` a column of the file, trimmed, '' as null. */
export interface Source {
  readonly file: string;
  readonly table: string;
  /** Trimmed column names, in file order; column `i` of the file is `c<i>` of the table. */
  readonly columns: readonly string[];
  readonly idColumn: number;
  readonly records: number;
}

/** Texts that people and programs write for "nothing". */
const emptyWords = ['', 'null', 'nan', 'none', 'n/a', '#n/a', '<na>', '-', '--', '?', 'unknown', '未知', '无', '不详'];

/** Reads a file; throws where it is missing, unreadable or empty, or the id column is absent, empty or repeated. */
export async function readSource(lake: Lake, file: string, index: number, id: string): Promise<Source> {
  checkFile(file);
  const table = `source_${index}`;
  await lake
    .run(`create or replace temp table raw_${index} as select * from ${dialect.readFile(file)}`)
    .catch((cause: Error) => Promise.reject(unreadable(file, cause)));
  const described = await lake.rows<{ column_name: string }>(`describe raw_${index}`);
  const raw = described.map(({ column_name }) => column_name);
  const columns = raw.map((column) => column.replace(/^\uFEFF/, '').trim());
  const idColumn = findColumn(columns, id, file, 'id');
  const blank = emptyWords.map(sql.text).join(', ');
  const items = raw.map((column, i) => {
    const trimmed = `trim(cast(${sql.name(column)} as VARCHAR), ' \t\r\n　"')`;
    return `case when lower(${trimmed}) in (${blank}) then null else ${trimmed} end as c${i}`;
  });
  await lake.run(`create or replace temp table ${table} as select ${items.join(', ')} from raw_${index}`);
  await lake.run(`drop table raw_${index}`);
  const records = await checkIds(lake, table, idColumn, file, id);
  return { file, table, columns, idColumn, records };
}

/** Position of a column, by its exact name, else whatever the case. */
export function findColumn(columns: readonly string[], wanted: string, file: string, role: string): number {
  const exact = columns.indexOf(wanted.trim());
  if (exact >= 0) return exact;
  const loose = columns.findIndex((column) => column.toLowerCase() === wanted.trim().toLowerCase());
  if (loose >= 0) return loose;
  throw new ExcavatorError({
    code: 'column_not_found',
    kind: 'usage',
    what: `The ${role} column is not in the file.`,
    where: file,
    got: wanted,
    expected: `one of ${columns.join(', ')}`,
    advice: 'Name a column of the file.',
  });
}

function checkFile(file: string): void {
  if (!existsSync(file))
    throw new ExcavatorError({
      code: 'file_not_found',
      kind: 'usage',
      what: 'The file is not there.',
      where: file,
      advice: 'Check the path.',
    });
  if (!/\.(csv|tsv|txt|parquet|ndjson|jsonl)$/i.test(file))
    throw new ExcavatorError({
      code: 'file_kind_unknown',
      kind: 'usage',
      what: 'The ending of the file does not say what it is.',
      where: file,
      expected: '.csv, .tsv, .txt, .parquet, .ndjson or .jsonl',
      advice: 'Rename or convert the file.',
    });
  if (statSync(file).size === 0) throw empty(file);
}

async function checkIds(lake: Lake, table: string, idColumn: number, file: string, id: string): Promise<number> {
  const [counts] = await lake.rows<{ n: number; filled: number; different: number }>(
    `select count(*) as n, count(c${idColumn}) as filled, count(distinct c${idColumn}) as different from ${table}`,
  );
  const { n, filled, different } = counts ?? { n: 0, filled: 0, different: 0 };
  if (n === 0) throw empty(file);
  if (filled === n && different === n) return n;
  const [first] = await lake.rows<{ id: string | null }>(
    `select c${idColumn} as id from ${table} group by c${idColumn} having count(*) > 1 or c${idColumn} is null order by count(*) desc, c${idColumn} nulls first limit 1`,
  );
  throw new ExcavatorError({
    code: filled < n ? 'id_empty' : 'id_repeated',
    kind: 'data',
    what: filled < n ? 'Some records have no id.' : 'Several records of one file have the same id.',
    where: `${file}, column ${id}`,
    got:
      filled < n
        ? `${n - filled} of ${n} records without one`
        : `${n - different} repetitions, for example ${first?.id}`,
    expected: 'a different id for each record',
    advice: 'Name another column with --id, or number the records.',
  });
}

function empty(file: string): ExcavatorError {
  return new ExcavatorError({
    code: 'file_empty',
    kind: 'data',
    what: 'The file has no records.',
    where: file,
    expected: 'a header line and at least one record',
    advice: 'Check that the right file was named.',
  });
}

function unreadable(file: string, cause: Error): ExcavatorError {
  return new ExcavatorError(
    {
      code: 'file_unreadable',
      kind: 'data',
      what: 'The file cannot be read as a table.',
      where: file,
      got: (cause.message.split('\n')[0] ?? '').slice(0, 300),
      expected: 'UTF-8 CSV with a header line, Parquet, or one JSON object a line',
      advice: 'Open the file and mend the named line, or convert it.',
    },
    { cause },
  );
}
