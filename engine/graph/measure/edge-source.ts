import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { type Lake, sql } from '../../lake/index.ts';
import { headerNames } from './csv-header.ts';
import { emptyFile, refused, startOf, unreadable } from './edge-faults.ts';

export type Format = 'csv' | 'parquet';

/** An edge file as a relation of source, target and perhaps weight. */
export interface EdgeSource {
  readonly file: string;
  readonly format: Format;
  readonly relation: string;
  readonly weighted: boolean;
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

/** @throws ExcavatorError `edge_file_missing`, `edge_file_empty`, `edge_column_missing`, `edge_file_unreadable` */
export async function openEdgeSource(lake: Lake, file: string): Promise<EdgeSource> {
  const format = formatOf(file, '--edges');
  if (!existsSync(file) || !statSync(file).isFile())
    throw refused('edge_file_missing', 'not_found', 'There is no such edge file.', file, {
      advice: 'Check the path; a folder is not read.',
    });
  const start = startOf(file, headerLimit).toString('utf8');
  if (start.trim() === '') throw emptyFile(file);
  const names = format === 'csv' ? headerNames(start) : await parquetNames(lake, file);
  checkColumns(file, names);
  const weighted = names.includes('weight');
  const ignoredColumns = names.filter((name) => !['source', 'target', 'weight'].includes(name));
  const { raw, edges } = format === 'csv' ? await csv(lake, file, names) : await parquet(lake, file);
  const weight = weighted ? ', weight' : '';
  const relation = `(select cast(source as varchar) as source, cast(target as varchar) as target${weight} from ${raw})`;
  return { file, format, relation, weighted, ignoredColumns, edges };
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

async function parquetNames(lake: Lake, file: string): Promise<string[]> {
  try {
    const columns = await lake.rows<{ column_name: string }>(`describe select * from ${sql.parquet([file])}`);
    return columns.map(({ column_name }) => column_name);
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
