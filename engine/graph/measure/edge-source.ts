import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { ExcavatorError } from '../../kernel/errors.ts';
import { type Lake, sql } from '../../lake/index.ts';
import { headerNames } from './csv-header.ts';
import { emptyFile, refused, startOf, unreadable } from './edge-faults.ts';

export type Format = 'csv' | 'parquet';

/** An edge file as a relation of source, target and perhaps weight and seconds. */
export interface EdgeSource {
  readonly file: string;
  readonly format: Format;
  readonly relation: string;
  readonly weighted: boolean;
  /** True when the relation has `seconds`: the instant of the edge, null where the file has none that is clear. */
  readonly timed: boolean;
  readonly ignoredColumns: readonly string[];
  /** Rows of the file. */
  readonly edges: number;
}

const headerLimit = 65_536;

/** CSV or Parquet by the name's ending. @throws ExcavatorError `edge_file_format` */
export function formatOf(file: string, option: string): Format {
  const ending = extname(file).toLowerCase();
  if (ending === '.csv' || ending === '.parquet') return ending === '.csv' ? 'csv' : 'parquet';
  throw refused('edge_file_format', 'usage', 'The format of a file is told by the ending of its name.', option, {
    got: ending === '' ? 'no ending' : ending,
    expected: '.csv or .parquet',
    advice: 'Rename or convert the file.',
  });
}

/** Whether the column `time` is wanted: never, where the file has one, or without fail. */
export type TimeWanted = 'no' | 'if there' | 'yes';

/**
 * @throws ExcavatorError `edge_file_missing`, `edge_file_empty`, `edge_column_missing`, `edge_time_missing`,
 *   `edge_file_unreadable`
 */
export async function openEdgeSource(lake: Lake, file: string, time: TimeWanted = 'no'): Promise<EdgeSource> {
  const format = formatOf(file, '--edges');
  if (!existsSync(file) || !statSync(file).isFile())
    throw refused('edge_file_missing', 'not_found', 'There is no such edge file.', file, {
      advice: 'Check the path; a folder is not read.',
    });
  const start = startOf(file, headerLimit).toString('utf8');
  if (start.trim() === '') throw emptyFile(file);
  const types = format === 'csv' ? new Map<string, string>() : await parquetTypes(lake, file);
  const names = format === 'csv' ? headerNames(start) : [...types.keys()];
  checkColumns(file, names);
  if (time === 'yes' && !names.includes('time')) throw timeMissing(file, names);
  const weighted = names.includes('weight');
  const timed = time !== 'no' && names.includes('time');
  const used = ['source', 'target', 'weight', ...(timed ? ['time'] : [])];
  const ignoredColumns = names.filter((name) => !used.includes(name));
  const { raw, edges } = format === 'csv' ? await csv(lake, file, names) : await parquet(lake, file);
  const more = `${weighted ? ', weight' : ''}${timed ? `, ${secondsOf(types.get('time') ?? 'VARCHAR')} as seconds` : ''}`;
  const relation = `(select cast(source as varchar) as source, cast(target as varchar) as target${more} from ${raw})`;
  return { file, format, relation, weighted, timed, ignoredColumns, edges };
}

/** Epoch seconds of the column `time`; null where the text is neither a number nor an instant with its offset. */
function secondsOf(type: string): string {
  if (type.startsWith('TIMESTAMP')) return 'cast(epoch(time) as double)';
  if (type !== 'VARCHAR') return 'try_cast(time as double)';
  return `case when regexp_full_match(trim(time), '-?[0-9]+([.][0-9]+)?') then try_cast(time as double)
    when regexp_matches(trim(time), 'Z$') then epoch(try_cast(rtrim(trim(time), 'Z') as timestamp))
    when regexp_matches(trim(time), '[+-][0-9][0-9]:[0-9][0-9]$')
      then epoch(try_cast(left(trim(time), -6) as timestamp)) - ${offsetSeconds} end`;
}

/** Seconds east of UTC that an instant in text ends with; the SQL engine would read over them. */
const offsetSeconds = `case substr(trim(time), -6, 1) when '-' then -1 else 1 end
  * (try_cast(substr(trim(time), -5, 2) as double) * 3600 + try_cast(right(trim(time), 2) as double) * 60)`;

function timeMissing(file: string, names: readonly string[]): ExcavatorError {
  return refused('edge_time_missing', 'data', 'What was asked for needs the instant of every edge.', file, {
    got: names.join(', '),
    expected: 'a column time: epoch seconds, or ISO 8601 with an offset',
    advice: 'Add the column, or ask for measures that need no time.',
  });
}

function checkColumns(file: string, names: readonly string[]): void {
  const missing = ['source', 'target'].filter((name) => !names.includes(name));
  const repeated = names.filter((name, i) => names.indexOf(name) !== i);
  if (missing.length === 0 && repeated.length === 0) return;
  const what =
    missing.length > 0
      ? `has no column ${missing.join(' and no column ')}`
      : `has column ${repeated[0]} more than once`;
  throw refused('edge_column_missing', 'data', `The edge file ${what}.`, file, {
    got: names.join(', '),
    expected: 'source, target and perhaps weight, each once',
    advice: 'Rename the columns.',
  });
}

/** Type of every column by name, in the order of the file. */
async function parquetTypes(lake: Lake, file: string): Promise<ReadonlyMap<string, string>> {
  try {
    const columns = await lake.rows<{ column_name: string; column_type: string }>(
      `describe select * from ${sql.parquet([file])}`,
    );
    return new Map(columns.map(({ column_name, column_type }) => [column_name, column_type]));
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function parquet(lake: Lake, file: string): Promise<{ raw: string; edges: number }> {
  const raw = sql.parquet([file]);
  return { raw, edges: await count(lake, raw) };
}

/**
 * Every column is text, so that ids keep their zeros, and nothing about the dialect is guessed. The strict
 * reader refuses a file that mixes line endings; the lenient one reads it, and is safe where nothing is quoted.
 */
async function csv(lake: Lake, file: string, names: readonly string[]): Promise<{ raw: string; edges: number }> {
  const columns = names.map((name) => `${sql.text(name)}: 'VARCHAR'`).join(', ');
  const reader = (strict: boolean): string =>
    `read_csv(${sql.text(file)}, auto_detect = false, header = true, columns = {${columns}}, delim = ',', quote = '"',
      escape = '"', nullstr = '', comment = '', strict_mode = ${strict}, ignore_errors = false, null_padding = false)`;
  try {
    return { raw: reader(true), edges: await count(lake, reader(true)) };
  } catch (error) {
    if (!/invalid state/i.test(String(error)) || (await holdsQuote(file))) throw unreadable(file, error);
  }
  try {
    return { raw: reader(false), edges: await count(lake, reader(false)) };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Counts rows; of a CSV file, with all their fields, so that every fault shows here. */
async function count(lake: Lake, raw: string): Promise<number> {
  const parsed = raw.startsWith('read_csv') ? ', count(source) as s, count(target) as t' : '';
  const [found] = await lake.rows<{ n: number }>(`select count(*) as n${parsed} from ${raw}`);
  return found?.n ?? 0;
}

async function holdsQuote(file: string): Promise<boolean> {
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) if (chunk.includes(34)) return true;
  return false;
}
