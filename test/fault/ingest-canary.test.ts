import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tableByName, tableNames } from '../../data/schema/index.ts';
import { csv, openHome, type TestHome } from '../fixtures/ingest/home.ts';

const canary = '530102199001017777';

/** Everything that a caller may print or store outside the sealed zone. */
async function said(home: TestHome, options: { readonly map?: string } = {}): Promise<string> {
  try {
    return JSON.stringify(await home.load(options));
  } catch (error) {
    const { message, stack, cause } = error as Error;
    return `${message} ${stack} ${String(cause)} ${JSON.stringify(error)}`;
  }
}

describe('no message holds an identifier', () => {
  it.each(tableNames)('whatever is wrong with a row of %s', async (table) => {
    const { fields } = tableByName(table);
    const columns = Object.keys(fields);
    for (const format of ['csv', 'ndjson'] as const) {
      const home = await openHome({ threads: 1 });
      // The canary stands in every column in turn, so also where a shifted row would put it.
      const rows = columns.map((_, at) => columns.map((column, i) => (i <= at ? canary : column)));
      const halves = ['"', `${canary},"${canary}`, `${canary}"${canary},x`];
      const text =
        format === 'csv'
          ? csv(columns.join(','), ...rows.map((row) => row.join(',')), ...halves)
          : rows
              .map((row) => JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, row[i]]))))
              .join('\n');
      home.write(`${table}.${format}`, text);
      const words = await said(home);
      expect(words).toContain('"seen"');
      expect(words).not.toContain(canary);
    }
  });

  it('when a file has no header, or a column is named by a value', async () => {
    const home = await openHome();
    home.write('subscription.csv', csv(`${canary},Zhang San,1714521600,`));
    const headerless = await said(home);
    expect(headerless).toContain('no header');
    expect(headerless).not.toMatch(/Zhang San|7777/);
    home.write('subscription.csv', csv(`phone,id_no,valid_from,${canary}`));
    expect(await said(home)).not.toContain(canary);
    home.write('subscription.csv', csv('phone,id_no,valid_from', '1,2,3'));
    home.write('vehicle.ndjson', `{"${canary}": 1}`);
    expect(await said(home)).not.toContain(canary);
  });

  it('when the SQL engine fails with the row in its message', async () => {
    const home = await openHome();
    home.write('subscription.csv', csv('phone,id_no,valid_from', `${canary},2,1714521600`));
    const run = (): Promise<void> =>
      Promise.reject(new Error(`Conversion Error: could not read ${canary}\nOriginal Line: ${canary}`));
    const refused = await home.load({ lake: { ...home.lake, run } }).catch((error: Error) => error);
    expect(String(refused)).toContain('Conversion Error');
    expect(String(refused)).not.toContain(canary);
    expect((refused as Error).cause).toBeUndefined();
  });

  it('and the canary is really there: the sealed zone keeps the row', async () => {
    const home = await openHome();
    home.write('subscription.csv', csv('phone,id_no,valid_from', `${canary},2,yesterday`));
    await home.load();
    expect(JSON.stringify(await home.quarantine())).toContain(canary);
    const batches = join(home.sealedDir, 'batches');
    const manifests = readdirSync(batches).map((name) => readFileSync(join(batches, name, 'manifest.json'), 'utf8'));
    expect(manifests.join()).not.toContain(canary);
  });
});
