import { isUtf8 } from 'node:buffer';
import { tableByName } from '../../../data/schema/index.ts';
import type { CodeName } from '../codes.ts';
import { isIgnored, knownNames, type Reading, unknownColumns } from '../column-sources.ts';
import type { SplitResult } from './csv.ts';
import type { FaultSink } from './faults.ts';
import { csvField, type Spool } from './spool.ts';
import { longestRecordBytes, readThrough, type Window } from './window.ts';

const lineFeed = 0x0a;
/** What JSON can escape and text cannot hold: NUL and half a character. */
const unprintable = (text: string): boolean => text.includes('\0') || /\p{Surrogate}/u.test(text);

export interface NdjsonResult extends SplitResult {
  /** The columns of the spool. */
  readonly names: readonly string[];
  /** Those of them that a row has used. */
  readonly used: readonly string[];
}

type Made = { readonly text: string } | { readonly code: CodeName; readonly column?: string };

/**
 * Turns lines of JSON objects into CSV rows of all names the file may use.
 * @throws unknown_column
 */
export async function splitNdjson(
  path: string,
  reading: Reading,
  spool: Spool,
  faults: FaultSink,
  reason: (code: CodeName, column?: string) => number,
  onBytes: (bytes: number) => void,
): Promise<NdjsonResult> {
  const rows = rowMaker(reading);
  let clean = 0;
  let multiline = false;

  const place = (line: number, bytes: Buffer, start: number, end: number): void => {
    const made = rows.make(line, bytes, start, end);
    if ('code' in made) {
      faults.add(line, reason(made.code, made.column), bytes, start, end);
      return;
    }
    if (/[\r\n]/.test(made.text)) multiline = true;
    clean++;
    spool.text(`${line},${made.text}`);
  };

  const take = (window: Window): void => {
    const { bytes, tail } = window;
    while (window.head < tail) {
      const found = bytes.indexOf(lineFeed, window.head);
      const stop = found < 0 || found >= tail ? (window.final ? tail : -1) : found;
      if (stop < 0) return;
      const end = stop > window.head && bytes[stop - 1] === 0x0d ? stop - 1 : stop;
      if (end > window.head) place(window.line, bytes, window.head, end);
      window.line++;
      window.head = Math.min(stop + 1, tail);
    }
  };

  const overlong = (line: number, bytes: Buffer, start: number, end: number): void =>
    faults.add(line, reason('record_too_long'), bytes, start, end);

  await readThrough(path, { take, overlong }, onBytes);
  return { clean, multiline, names: rows.names, used: [...rows.used] };
}

interface RowMaker {
  readonly names: readonly string[];
  readonly used: ReadonlySet<string>;
  make(line: number, bytes: Buffer, start: number, end: number): Made;
}

function rowMaker(reading: Reading): RowMaker {
  const names = knownNames(reading);
  const slots = new Map(names.map((name, i) => [name, i]));
  const exact = new Set(names.filter((name) => isText(reading, name)));
  const used = new Set<string>();
  const fill = (line: number, object: Readonly<Record<string, unknown>>): Made => {
    const cells: string[] = new Array(names.length).fill('');
    for (const [key, value] of Object.entries(object)) {
      const slot = slots.get(key);
      const ignored = slot === undefined && isIgnored(reading, key);
      if (slot === undefined && !ignored) {
        throw unknownColumns({ ...reading, file: `${reading.file}, line ${line}` }, [key], false);
      }
      used.add(key);
      if (slot === undefined) continue;
      const cell = cellOf(value, exact.has(key));
      if ('code' in cell) return { code: cell.code, column: reading.rule?.rename?.[key] ?? key };
      cells[slot] = cell.text;
    }
    return { text: cells.join(',') };
  };
  const make = (line: number, bytes: Buffer, start: number, end: number): Made => {
    if (end - start > longestRecordBytes) return { code: 'record_too_long' };
    if (!isUtf8(bytes.subarray(start, end))) return { code: 'broken_utf8' };
    const source = bytes.toString('utf8', start, end);
    const object = parseObject(source);
    if (object === undefined) return { code: 'json_broken' };
    const made = fill(line, object);
    const escaped = 'text' in made && source.includes('\\u');
    return escaped && unprintable(made.text) ? { code: 'control_character' } : made;
  };
  return { names, used, make };
}

function isText(reading: Reading, name: string): boolean {
  return tableByName(reading.table).fields[reading.rule?.rename?.[name] ?? name]?.type === 'text';
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whole numbers above 2^53 have already lost digits when JSON is read. */
function cellOf(value: unknown, exact: boolean): Made {
  if (value === null) return { text: '' };
  if (typeof value === 'string') return { text: csvField(value) };
  if (typeof value === 'boolean') return { text: String(value) };
  if (typeof value !== 'number') return { code: 'wrong_type' };
  return exact && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? { code: 'number_unsafe' }
    : { text: String(value) };
}
