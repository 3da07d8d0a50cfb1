import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Cell, type ColumnTable, type Lake, sql } from '../../engine/lake/index.ts';

/** What one statement gave: a hash of the sorted rows of what is kept, of the rows in order of what is read or written. */
export interface Step {
  readonly what: string;
  readonly rows: number;
  readonly hash: string;
  /** Names and types of the columns. */
  readonly columns: string;
}

export interface Traced {
  readonly lake: Lake;
  readonly steps: Step[];
}

/**
 * A lake that notes what every statement gave. `kept`: a relation of the local lake over what was kept last under a name;
 * `look` sees each step as it comes.
 */
export function traced(
  lake: Lake,
  local: Lake,
  kept: (table: string) => string,
  look: (step: Step, index: number) => void = () => undefined,
): Traced {
  const steps: Step[] = [];
  const keeps = new Map<string, string>();
  const note = (what: string, rows: number, hash: string, columns = ''): void => {
    look({ what, rows, hash, columns }, steps.length);
    steps.push({ what, rows, hash, columns });
  };
  const dialect = {
    ...lake.dialect,
    keep: (table: string, query: string): string => {
      const said = lake.dialect.keep(table, query);
      keeps.set(said, table);
      return said;
    },
  };
  const noting: Lake = {
    dialect,
    run: async (statement) => {
      await lake.run(statement);
      const table = keeps.get(statement);
      if (table === undefined) return;
      const { rows, hash, columns } = await sortedHash(local, kept(table));
      note(`keep ${table}`, rows, hash, columns);
    },
    rows: async <R extends Readonly<Record<string, Cell>>>(query: string) => {
      const rows = await lake.rows<R>(query);
      note(`rows ${brief(query)}`, rows.length, JSON.stringify(rows).slice(0, 300));
      return rows;
    },
    columns: async (query) => {
      const table = await lake.columns(query);
      note(`columns ${brief(query)}`, table.rows, hashOf(table));
      return table;
    },
    writeParquet: async (query, file) => {
      const rows = await lake.writeParquet(query, file);
      note(`write ${basename(file)}`, rows, createHash('sha256').update(readFileSync(file)).digest('hex'));
      return rows;
    },
    createTable: lake.createTable,
    close: lake.close,
  };
  return { lake: noting, steps };
}

/** What Spark kept last: the newest numbered folder. */
export function newestKept(workDir: string): string {
  const folder = join(
    workDir,
    readdirSync(workDir)
      .filter((one) => /^t\d+$/.test(one))
      .sort()
      .at(-1) ?? '',
  );
  const files = readdirSync(folder).filter((one) => one.endsWith('.parquet'));
  return sql.parquet(files.map((one) => join(folder, one)));
}

async function sortedHash(local: Lake, relation: string): Promise<Omit<Step, 'what'>> {
  const described = await local.rows<{ column_name: string; column_type: string }>(
    `describe select * from ${relation}`,
  );
  const cells = described.map(({ column_name }) => `coalesce(cast(${sql.name(column_name)} as VARCHAR), '<null>')`);
  const [row] = await local.rows<{ rows: number; hash: string }>(
    `select count(*) as rows, coalesce(md5(string_agg(line, chr(10) order by line)), '') as hash
     from (select concat_ws('|', ${cells.join(', ')}) as line from ${relation})`,
  );
  const columns = described.map((one) => `${one.column_name} ${one.column_type}`).join(', ');
  return { rows: row?.rows ?? 0, hash: row?.hash ?? '', columns };
}

function hashOf({ columns }: ColumnTable): string {
  const hash = createHash('sha256');
  for (const [name, { kind, values, valid }] of Object.entries(columns)) {
    hash.update(`${name} ${kind} `).update(valid);
    if (kind === 'text') hash.update(JSON.stringify(values));
    else hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex').slice(0, 16);
}

const brief = (query: string): string =>
  query
    .replace(/\s+/g, ' ')
    .replace(/parquet\S+|read_parquet\(\S+\)/g, 'files')
    .trim()
    .slice(0, 120);
