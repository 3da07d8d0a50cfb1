import { closeSync, openSync, readSync } from 'node:fs';
import { ExcavatorError, type Fault } from '../../kernel/errors.ts';

export function refused(
  code: string,
  kind: Fault['kind'],
  what: string,
  where: string,
  rest: Omit<Fault, 'code' | 'kind' | 'what' | 'where'>,
  cause?: unknown,
): ExcavatorError {
  return new ExcavatorError({ code, kind, what, where, ...rest }, cause === undefined ? undefined : { cause });
}

export function emptyFile(file: string): ExcavatorError {
  return refused('edge_file_empty', 'data', 'The edge file is empty.', file, {
    got: 'no header row',
    expected: 'a header row with source, target and perhaps weight',
    advice: 'A graph without edges is a file with the header alone.',
  });
}

/** What the SQL engine could not read, without repeating the row, which may hold anything. */
export function unreadable(file: string, error: unknown): ExcavatorError {
  const message = String(error instanceof Error ? error.message : error);
  const line = /Line: (\d+)/.exec(message)?.[1];
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  const cause = columns ? `${columns[2]} fields where the header has ${columns[1]}` : plainCause(message);
  const where = line === undefined ? file : `${file}, line ${line}`;
  return refused('edge_file_unreadable', 'data', 'The edge file cannot be read.', where, {
    got: cause,
    expected: 'CSV (UTF-8, comma, one header row, double quotes) or Parquet',
    advice: 'Correct the file, or write it again with a CSV or Parquet library.',
  });
}

function plainCause(message: string): string {
  if (/unterminated quote/i.test(message)) return 'a quoted field that does not end, or text after it';
  if (/unicode|utf-8/i.test(message)) return 'bytes that are not UTF-8';
  if (/maximum line size/i.test(message)) return 'a line that is too long';
  if (/magic bytes|parquet/i.test(message)) return 'a file that is no whole Parquet file';
  return 'rows that do not follow the format';
}

/** The first bytes of a file. */
export function startOf(file: string, length: number): Buffer {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(length);
    return start.subarray(0, readSync(handle, start, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}
