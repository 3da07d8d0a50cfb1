import { DuckDBDataChunk, DuckDBInstance, INTEGER, VARCHAR } from '@duckdb/node-api';
import { tieChannels, tieKinds } from '../../schema/index.ts';

const chunkRows = 2048;

/** Adds occasions up, one row a pair and channel, ordered by person and channel. Sorts on disk where memory ends. */
export async function sumTies(
  parts: readonly string[],
  file: string,
  { people, keyOf }: { readonly people: number; readonly keyOf: (person: number) => string },
  scratch: string,
): Promise<void> {
  const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '700MB',
    temp_directory: scratch,
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  try {
    await connection.run('create table key_of (person integer, key varchar)');
    const appender = await connection.createAppender('key_of');
    for (let first = 0; first < people; first += chunkRows) {
      const part = Array.from({ length: Math.min(chunkRows, people - first) }, (_, i) => first + i);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR], part.length);
      chunk.setColumns([part, part.map(keyOf)]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    const name = (column: string, names: readonly string[]): string =>
      `list_extract([${names.map((one) => `'${one}'`).join(', ')}], cast(${column} as integer) + 1)`;
    await connection.run(`copy (
      with pair as (select a, b, channel, any_value(kind) as kind, count(*) as occasions, min(moment) as first_at, max(moment) as last_at
        from read_parquet([${parts.map(quoted).join(', ')}]) group by a, b, channel)
      select x.key as a, y.key as b, ${name('channel', tieChannels)} as channel, ${name('kind', tieKinds)} as kind,
        occasions, first_at, last_at
      from pair join key_of x on x.person = pair.a join key_of y on y.person = pair.b
      order by pair.a, pair.b, pair.channel) to ${quoted(file)} (format parquet, compression zstd)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
