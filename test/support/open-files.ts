import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openLake, sql } from '../../engine/lake/index.ts';

/** Every file of a home outside the sealed zone and the keys: its bytes, and the rows of Parquet and SQLite files as text. */
export async function openFiles(home: string): Promise<ReadonlyMap<string, readonly (string | Buffer)[]>> {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !/^(sealed|keys)\b/.test(name) && statSync(join(home, name)).isFile(),
  );
  const lake = await openLake({ threads: 1, memoryLimitMb: 256, tempDir: join(home, 'sealed', 'tmp', 'search') });
  const found = new Map<string, readonly (string | Buffer)[]>();
  try {
    for (const name of names) {
      const file = join(home, name);
      const texts: (string | Buffer)[] = [readFileSync(file)];
      if (name.endsWith('.parquet')) {
        const from = `from ${sql.parquet([file])} as loaded`;
        const rows = await lake.rows<{ row: string }>(`select cast(loaded as varchar) as row ${from}`);
        texts.push(rows.map(({ row }) => row).join('\n'));
      }
      if (name === 'ledger.sqlite') texts.push(rowsOf(file));
      found.set(name, texts);
    }
  } finally {
    lake.close();
  }
  return found;
}

function rowsOf(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all();
    return tables.map((table) => JSON.stringify(db.prepare(`select * from ${table}`).all())).join('\n');
  } finally {
    db.close();
  }
}
