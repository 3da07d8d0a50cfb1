import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TableName, tableByName } from '../../data/schema/index.ts';

/** Full-width letters and a sign outside the basic plane: survives no careless handling of text, and stands nowhere else. */
export const canary = 'Ｃａｎａｒｙ🐤';
const isName = (column: string): boolean => /name|address/.test(column);

/** What was planted: the raw ids, phones and plates of everybody; names and addresses all carry the canary. */
export interface Planted {
  readonly identifiers: ReadonlySet<string>;
  /** Columns that hold canaries now, as `table.column`. */
  readonly columns: readonly string[];
}

/**
 * Makes a canary of every identifier of a CSV data set: every name and address ends with the mark, every id, phone and
 * plate is remembered, and one more row a table carries the mark in each of its identifying columns.
 */
export function plantCanaries(folder: string): Planted {
  const identifiers = new Set<string>();
  const columns: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const name = file.replace('.csv', '') as TableName;
    const { fields, key } = tableByName(name);
    const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
    const header = head.split(',');
    const guarded = header.filter((column) => fields[column]?.guard === 'identifier');
    if (guarded.length === 0) continue;
    columns.push(...guarded.map((column) => `${name}.${column}`));
    const rows = lines.map((line) => line.split(','));
    if (rows.some((row) => row.length !== header.length)) throw new Error(`${file} has quoted fields`);
    const marked = rows.map((row) =>
      row.map((value, i) => {
        const column = header[i] as string;
        if (value === '' || !guarded.includes(column)) return value;
        if (isName(column)) return `${value}${canary}`;
        identifiers.add(value);
        return value;
      }),
    );
    marked.push(plantedRow(name, header, guarded, key, rows[0] ?? []));
    writeFileSync(join(folder, file), `${[header, ...marked].map((row) => row.join(',')).join('\n')}\n`);
  }
  return { identifiers, columns };
}

/** A row like the first, of somebody whose every identifier is a canary. Whom a warrant covers stays, or it is no call. */
function plantedRow(
  table: TableName,
  header: readonly string[],
  guarded: readonly string[],
  key: readonly string[],
  first: readonly string[],
): string[] {
  return header.map((column, i) => {
    const value = first[i] ?? '';
    if (column === 'record_id') return `${value}-planted`;
    const kept = table === 'call' ? column === 'caller' : value === '' && key.includes(column);
    return guarded.includes(column) && !kept ? `${canary}${table}${column}` : value;
  });
}

/** What of the planted stands in a text or in the bytes of a file, in any of the ways in which texts are written. */
export type Search = (text: string | Buffer) => readonly string[];

const written = [canary, '🐤', '\\ud83d\\udc24', '%f0%9f%90%a4', '&#128036;', '&#x1f424;'];
const marks = [...written, ...[0, 1, 2].map((shift) => base64Of(canary, shift))];
const plate = /\p{Script=Han}[A-Z][A-Z0-9]{4,6}/gu;
/** Decimals of a number are no phone. */
const digits = /(?<![.\d])\d{11,}X?/g;

export function openSearch({ identifiers }: Planted): Search {
  const lengths = [...new Set([...identifiers].map((one) => one.length))];
  return (given) => {
    const text = typeof given === 'string' ? given : given.toString('utf8');
    const folded = text.normalize('NFKC');
    const low = text.toLowerCase();
    const found = new Set(marks.filter((mark) => text.includes(mark) || low.includes(mark)));
    if (/canary/i.test(folded)) found.add('canary');
    for (const [run] of [...folded.matchAll(digits), ...folded.matchAll(plate)])
      for (const length of lengths)
        for (let at = 0; at + length <= run.length; at++) {
          const window = run.slice(at, at + length);
          if (identifiers.has(window)) found.add(window);
        }
    return [...found];
  };
}

/** The letters of a text in base64 that do not depend on what stands before and after it. */
function base64Of(text: string, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
  return encoded.slice(4, -4);
}
