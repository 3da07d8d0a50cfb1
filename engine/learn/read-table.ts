import { existsSync, statSync } from 'node:fs';
import { type Lake, sql } from '../lake/index.ts';
import { refusal, some } from './faults.ts';

/** What people and programs write for "nothing". */
const emptyWords = ['', 'na', 'n/a', 'nan', '<na>', 'null', 'none'];

/** Numbers the rows of a table in the order of its file. */
export const placeColumn = 'row place';

/**
 * A file as a table of the lake: its columns as trimmed text, null where there is nothing, and `placeColumn`. Several
 * threads hand rows of one file out in any order (seen with a CSV file of 38 MB), so the lake of `learn` has one.
 */
export interface TextTable {
  readonly file: string;
  readonly table: string;
  /** In file order. */
  readonly columns: readonly string[];
  readonly rows: number;
}

/**
 * Reads CSV, TSV, NDJSON or Parquet. Everything is text here, so that no value of one row (a label, say) can change
 * how another row is read.
 * @throws ExcavatorError file_not_found, file_kind_unknown, file_unreadable, file_empty
 */
export async function readTable(lake: Lake, file: string, table: string): Promise<TextTable> {
  checkFile(file);
  const relation = await textRelation(lake, file);
  const [counted] = await lake
    .rows<{ n: number }>(`select count(*) as n from ${relation}`)
    .catch((cause: Error) => Promise.reject(unreadable(file, cause)));
  const described = await lake.rows<{ column_name: string; column_type: string }>(`describe select * from ${relation}`);
  const columns = described.map(({ column_name }) => column_name);
  if ((counted?.n ?? 0) === 0) {
    throw refusal('file_empty', 'The file has no rows.', {
      where: file,
      expected: 'a header line and at least one row',
      advice: 'Check that the right file was named.',
    });
  }
  const items = described.map(
    ({ column_name, column_type }) => `${textOf(column_name, column_type)} as ${sql.name(column_name)}`,
  );
  const place = `row_number() over () as ${sql.name(placeColumn)}`;
  await lake.run(
    `create or replace temp table ${sql.name(table)} as select ${[...items, place].join(', ')} from ${relation}`,
  );
  return { file, table, columns, rows: counted?.n ?? 0 };
}

/** @throws ExcavatorError column_missing */
export function needColumns({ file, columns }: TextTable, wanted: readonly string[], option = ''): void {
  const missing = wanted.filter((column) => !columns.includes(column));
  if (missing.length === 0) return;
  throw refusal(
    'column_missing',
    `The file has no column ${missing.map((name) => `"${name}"`).join(', ')}.`,
    {
      where: file,
      got: `columns ${some(columns, 12)}`,
      expected: `the columns ${wanted.join(', ')}${option}`,
      advice: 'Name the columns so; all other numeric columns of the nodes are features.',
    },
    'usage',
  );
}

/** A number is written the same way whatever the type it was stored in, so that ids of two files meet. */
function textOf(column: string, type: string): string {
  const cell = sql.name(column);
  const whole = /^(DOUBLE|FLOAT|DECIMAL)/.test(type)
    ? `case when ${cell} = floor(${cell}) and abs(${cell}) < 9e15 then cast(cast(${cell} as BIGINT) as VARCHAR) else cast(${cell} as VARCHAR) end`
    : `trim(cast(${cell} as VARCHAR))`;
  return `case when lower(${whole}) in (${emptyWords.map(sql.text).join(', ')}) then null else ${whole} end`;
}

async function textRelation(lake: Lake, file: string): Promise<string> {
  if (/\.parquet$/i.test(file)) return `read_parquet(${sql.text(file)})`;
  if (!/\.(ndjson|jsonl)$/i.test(file))
    return `read_csv(${sql.text(file)}, header = true, all_varchar = true, null_padding = true)`;
  const json = `read_json(${sql.text(file)}, format = 'newline_delimited')`;
  const described = await lake
    .rows<{ column_name: string }>(`describe select * from ${json}`)
    .catch((cause: Error) => Promise.reject(unreadable(file, cause)));
  const declared = described.map(({ column_name }) => `${sql.text(column_name)}: 'VARCHAR'`);
  return `read_json(${sql.text(file)}, format = 'newline_delimited', columns = {${declared.join(', ')}})`;
}

function checkFile(file: string): void {
  const problem = !existsSync(file)
    ? ['file_not_found', 'The file is not there.', 'Check the path.']
    : !/\.(csv|tsv|txt|parquet|ndjson|jsonl)$/i.test(file)
      ? ['file_kind_unknown', 'The ending of the file does not say what it is.', 'Rename or convert the file.']
      : statSync(file).size === 0
        ? ['file_empty', 'The file has no rows.', 'Check that the right file was named.']
        : undefined;
  if (problem === undefined) return;
  const [code, what, advice] = problem as [string, string, string];
  throw refusal(code, what, { where: file, expected: 'a .csv, .tsv, .ndjson or .parquet file', advice }, 'usage');
}

function unreadable(file: string, cause: Error): Error {
  return refusal('file_unreadable', 'The file cannot be read as a table.', {
    where: file,
    got: (cause.message.split('\n')[0] ?? '').slice(0, 300),
    expected: 'UTF-8 CSV with a header line, Parquet, or one JSON object a line',
    advice: 'Open the file and mend the named line, or convert it.',
  });
}
