import { renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { type ColumnTable, type Lake, shortageOr } from '../lake/index.ts';
import { refusal } from './faults.ts';

const rowsAtOnce = 10_000;
/** Decimal places of a probability. */
const places = 9;

export function checkOut(out: string): void {
  if (/\.(csv|parquet|ndjson|jsonl)$/i.test(out)) return;
  throw refusal(
    'file_kind_unknown',
    'The ending of the output file does not say what to write.',
    {
      where: '--out',
      got: out,
      expected: 'a name that ends in .csv, .ndjson or .parquet',
      advice: 'Name the file so.',
    },
    'usage',
  );
}

/**
 * Writes id and a column p_<label> a class, a row a node. The file appears whole or not at all.
 * @param probabilities `labels.length` a row
 */
export async function writeProbabilities(
  lake: Lake,
  out: string,
  ids: readonly string[],
  labels: readonly string[],
  probabilities: Float64Array,
): Promise<void> {
  const names = labels.map((label) => `p_${label}`);
  const rounded = probabilities.map((p) => Number(p.toFixed(places)));
  const partial = `${out}.partial`;
  try {
    if (/\.parquet$/i.test(out)) await writeParquet(lake, partial, ids, names, rounded);
    else await writeText(partial, ids, names, rounded, /\.csv$/i.test(out) ? csvLine : jsonLine);
    renameSync(partial, out);
  } catch (error) {
    rmSync(partial, { force: true });
    throw shortageOr(error, out);
  }
}

async function writeParquet(
  lake: Lake,
  file: string,
  ids: readonly string[],
  names: readonly string[],
  values: Float64Array,
): Promise<void> {
  const valid = new Uint8Array(ids.length).fill(1);
  const column = (k: number): Float64Array => Float64Array.from(ids, (_, i) => values[i * names.length + k] as number);
  const columns: ColumnTable['columns'] = {
    id: { kind: 'text', values: ids, valid },
    ...Object.fromEntries(names.map((name, k) => [name, { kind: 'float64', values: column(k), valid }])),
  };
  await lake.createTable('learned', { rows: ids.length, columns });
  await lake.writeParquet('select * from learned', file);
}

type Line = (id: string, names: readonly string[], values: Float64Array) => string;

const csvLine: Line = (id, _, values) => `${quoted(id)},${values.join(',')}\n`;
const jsonLine: Line = (id, names, values) =>
  `${JSON.stringify({ id, ...Object.fromEntries(names.map((name, k) => [name, values[k]])) })}\n`;

async function writeText(
  file: string,
  ids: readonly string[],
  names: readonly string[],
  values: Float64Array,
  line: Line,
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    if (line === csvLine) await handle.write(`${['id', ...names].map(quoted).join(',')}\n`);
    for (let from = 0; from < ids.length; from += rowsAtOnce) {
      const lines = ids
        .slice(from, from + rowsAtOnce)
        .map((id, i) => line(id, names, values.subarray((from + i) * names.length, (from + i + 1) * names.length)));
      await handle.write(lines.join(''));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
