import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TableName, tableByName, tableNames } from '../../data/schema/index.ts';
import { codes, type FileAccount } from '../../engine/ingest/index.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { sql } from '../../engine/lake/index.ts';
import { openHome, type TestHome } from '../fixtures/ingest/home.ts';
import { type Cells, plantings, soundRow } from '../fixtures/ingest/plant.ts';

const rowsPerTable = 60;
const faultShare = 0.05;

interface Planted {
  readonly lines: readonly (Cells | Buffer)[];
  /** Rows per code. */
  readonly codes: Readonly<Record<string, number>>;
}

type Format = 'csv' | 'ndjson' | 'parquet';

/** Sound rows of a table, one in twenty spoilt in a way that its code is known. */
function plant(table: TableName, format: Format, seed: number): Planted {
  const rng = createRng(seed);
  const lines: (Cells | Buffer)[] = [];
  const counts: Record<string, number> = {};
  const sound: Cells[] = [];
  const kinds = plantings(table, format);
  for (let i = 0; i < rowsPerTable; i++) {
    const row = soundRow(table, i, rng);
    const kind = i > 0 && rng.uniform() < faultShare ? kinds[rng.int(kinds.length)] : undefined;
    if (kind === undefined) {
      lines.push(row);
      sound.push(row);
      continue;
    }
    lines.push(kind.spoil(row, sound, rng));
    counts[kind.code] = (counts[kind.code] ?? 0) + 1;
  }
  return { lines, codes: counts };
}

function csvLine(columns: readonly string[], row: Cells): string {
  const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return columns.map((column) => cell(row[column] ?? '')).join(',');
}

async function write(home: TestHome, table: TableName, format: Format, lines: Planted['lines']): Promise<void> {
  const columns = Object.keys(tableByName(table).fields);
  if (format === 'csv') {
    const encoded = lines.map((line) => (Buffer.isBuffer(line) ? line : Buffer.from(csvLine(columns, line))));
    home.write(
      `${table}.csv`,
      Buffer.concat([Buffer.from(columns.join(',')), ...encoded].flatMap((line) => [line, Buffer.from('\n')])),
    );
    return;
  }
  const objects = lines.map((line) => (Buffer.isBuffer(line) ? line : Buffer.from(JSON.stringify(line))));
  const path = home.write(`${table}.ndjson`, Buffer.concat(objects.flatMap((line) => [line, Buffer.from('\n')])));
  if (format === 'ndjson') return;
  const types = columns.map((column) => `${sql.text(column)}: 'VARCHAR'`).join(', ');
  const from = `read_json(${sql.text(path)}, format = 'newline_delimited', columns = {${types}})`;
  await home.lake.run(
    `copy (select * from ${from}) to ${sql.text(join(home.folder, `${table}.parquet`))} (format parquet)`,
  );
  rmSync(path);
}

function expectAccount(account: FileAccount | undefined, planted: Planted): void {
  expect(account?.codes).toEqual(planted.codes);
  const by = (outcome: string): number =>
    Object.entries(planted.codes).reduce(
      (sum, [code, n]) => sum + (codes[code as keyof typeof codes].outcome === outcome ? n : 0),
      0,
    );
  const [quarantined, duplicate, refused] = ['quarantined', 'duplicate', 'refused'].map(by) as [number, number, number];
  const accepted = rowsPerTable - quarantined - duplicate - refused;
  expect(account).toMatchObject({ seen: rowsPerTable, accepted, quarantined, duplicate, refused });
}

describe('a data set with 5 % planted faults', () => {
  it.each(['csv', 'ndjson', 'parquet'] as const)('%s: the account is what was planted', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), async (seed) => {
        const home = await openHome({ threads: 1 });
        const planted = new Map<TableName, Planted>();
        for (const [i, table] of tableNames.entries()) {
          const rows = plant(table, format, seed + i);
          planted.set(table, rows);
          await write(home, table, format, rows.lines);
        }
        const report = await home.load();
        for (const [table, rows] of planted) {
          expectAccount(
            report.files.find((file) => file.table === table),
            rows,
          );
        }
        const quarantined = report.total.quarantined;
        expect(await home.quarantine()).toHaveLength(quarantined);
        for (const table of tableNames) {
          const accepted = report.files.find((file) => file.table === table)?.accepted;
          expect(await home.table(table)).toHaveLength(accepted ?? -1);
        }
      }),
      // fast-check prints the seed and the smallest failing case.
      { numRuns: 4 },
    );
  });
});
