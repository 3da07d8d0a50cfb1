import { type Lake, sql } from '../lake/index.ts';
import { refusal } from './codes.ts';
import type { FoundFile } from './folder.ts';
import type { ParquetColumns } from './parquet-columns.ts';

/** How much a Parquet file may hold once it is unpacked. */
export interface ParquetMost {
  readonly rows: number;
  /** Of pages unpacked, and of texts written out. */
  readonly bytes: number;
}

/**
 * A file of a megabyte can hold a billion rows, or a text of a megabyte a million times over: what its footer says is
 * looked at first, then how long the texts are, before any row is staged.
 * @throws expands_too_much, parquet_unreadable
 */
export async function expectBounded(
  lake: Lake,
  { path, relative }: FoundFile,
  columns: ParquetColumns,
  most: ParquetMost,
): Promise<void> {
  const file = sql.text(path);
  const rows = await one(lake, relative, `select sum(num_rows) from parquet_file_metadata(${file})`);
  if (rows > most.rows) throw tooMuch(relative, `${rows} rows`, `at most ${most.rows} rows`);
  const unpacked = await one(lake, relative, `select sum(total_uncompressed_size) from parquet_metadata(${file})`);
  if (unpacked > most.bytes) throw tooMuch(relative, `${unpacked} bytes`, `at most ${most.bytes} bytes unpacked`);
  const texts = [...columns].filter(([, type]) => type === 'VARCHAR').map(([name]) => `sum(strlen(${sql.name(name)}))`);
  if (texts.length === 0) return;
  const lengths = texts.map((text) => `coalesce(${text}, 0)`).join(' + ');
  const written = await one(lake, relative, `select ${lengths} from read_parquet(${file})`);
  if (written > most.bytes) throw tooMuch(relative, `${written} bytes`, `at most ${most.bytes} bytes of text`);
}

async function one(lake: Lake, where: string, query: string): Promise<number> {
  try {
    const [row] = await lake.rows<{ n: number }>(`select cast(coalesce(n, 0) as double) as n from (${query}) as t(n)`);
    return row?.n ?? 0;
  } catch {
    throw refusal('parquet_unreadable', { where, expected: 'a complete Parquet file' });
  }
}

function tooMuch(where: string, got: string, expected: string): Error {
  return refusal('expands_too_much', { where, got, expected });
}
