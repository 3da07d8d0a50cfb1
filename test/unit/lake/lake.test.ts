import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExcavatorError } from '../../../engine/kernel/errors.ts';
import {
  commitFolder,
  hashOf,
  openLake,
  readManifest,
  shortageOr,
  sql,
  sweepPartial,
  writeDurably,
} from '../../../engine/lake/index.ts';
import { withFolder, withLake } from '../../support/home.ts';

describe('columns', () => {
  test('every type that has a flat form, with and without nulls, over several chunks', () =>
    withLake(async (lake) => {
      const types = [
        'BOOLEAN',
        'TINYINT',
        'SMALLINT',
        'INTEGER',
        'UTINYINT',
        'USMALLINT',
        'BIGINT',
        'UINTEGER',
        'FLOAT',
        'DOUBLE',
        'VARCHAR',
      ];
      const rows = 5000;
      const value = (type: string): string => (type === 'BOOLEAN' ? 'i % 2 = 0' : 'i % 100');
      for (const type of types) {
        const query = `select cast(case when i % 7 <> 3 then ${value(type)} end as ${type}) as some, cast(${value(type)} as ${type}) as every from range(${rows}) as r(i) order by i`;
        const { columns, rows: found } = await lake.columns(query);
        expect(found).toBe(rows);
        const expected = (i: number): number | string =>
          type === 'BOOLEAN' ? Number(i % 2 === 0) : type === 'VARCHAR' ? String(i % 100) : i % 100;
        for (let i = 0; i < rows; i++) {
          const missing = i % 7 === 3;
          expect([type, i, columns.some.valid[i], columns.some.values[i]]).toEqual([
            type,
            i,
            missing ? 0 : 1,
            missing ? (type === 'VARCHAR' ? '' : 0) : expected(i),
          ]);
          if (columns.every.values[i] !== expected(i) || columns.every.valid[i] !== 1) expect([type, i]).toBe('equal');
        }
      }
    }));

  test('64-bit whole numbers come exactly, also below zero and beyond 32 bits', () =>
    withLake(async (lake) => {
      const numbers = [0, 1, -1, 4294967295, 4294967296, -4294967297, 9007199254740991, -9007199254740991];
      const { columns } = await lake.columns(
        `select * from (values ${numbers.map((n) => `(cast(${n} as BIGINT))`).join(', ')}) as t(n)`,
      );
      expect([...columns.n.values]).toEqual(numbers);
    }));

  test('no rows give empty columns, and a type without a flat form says which column', () =>
    withLake(async (lake) => {
      const empty = await lake.columns('select 1 as a, cast(null as VARCHAR) as b where false');
      expect(empty.rows).toBe(0);
      expect(empty.columns.b).toEqual({ kind: 'text', values: [], valid: new Uint8Array() });
      await expect(lake.columns('select sum(i) as total from range(3) as r(i)')).rejects.toMatchObject({
        code: 'column_type_unreadable',
        fault: { where: 'column total', got: 'HUGEINT' },
      });
    }));

  test('createTable and columns are inverse, nulls included', () =>
    withLake(async (lake) => {
      const rows = 5000;
      const valid = Uint8Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? 0 : 1));
      const table = {
        rows,
        columns: {
          whole: { kind: 'int32' as const, values: Int32Array.from(valid, (v, i) => (v === 0 ? 0 : i - 9)), valid },
          real: { kind: 'float64' as const, values: Float64Array.from(valid, (v, i) => (v === 0 ? 0 : i / 3)), valid },
          'odd "name"': {
            kind: 'text' as const,
            values: Array.from(valid, (v, i) => (v === 0 ? '' : `词${i}'`)),
            valid,
          },
        },
      };
      await lake.createTable('t', table);
      expect(await lake.columns('select * from t')).toEqual(table);
    }));

  test('statements that are asked for at once take turns and a failed one holds up none', () =>
    withLake(async (lake) => {
      const long = lake.columns('select i from range(2000000) as r(i)');
      // Without turns the second statement cuts the first one's result short, and nothing says so.
      await new Promise((resolve) => setTimeout(resolve, 30));
      const wrong = lake.run('select nonsense');
      const short = lake.rows<{ n: number }>('select 7 as n');
      await expect(wrong).rejects.toThrow(/nonsense/);
      expect((await long).rows).toBe(2000000);
      expect(await short).toEqual([{ n: 7 }]);
    }));
});

test('writeParquet: same bytes with one and two threads, rows counted', async () => {
  const written = async (threads: number): Promise<Buffer> =>
    withLake(async (lake, dir) => {
      const file = join(dir, "it's.parquet");
      const query = "select i % 1000 as k, i, 'v' || (i * 7919 % 5003) as v from range(300000) as r(i) order by k, i";
      expect(await lake.writeParquet(query, file)).toBe(300000);
      return readFileSync(file);
    }, threads);
  expect((await written(1)).equals(await written(2))).toBe(true);
});

test('extensions are neither fetched nor loaded', () =>
  withLake(async (lake) => {
    const settings = await lake.rows(
      "select name, value from duckdb_settings() where name like 'auto%known_extensions' order by name",
    );
    expect(settings.map((row) => row.value)).toEqual(['false', 'false']);
  }));

describe('floor division and the clock', () => {
  test('rounds down below zero and is exact for large instants', () =>
    withLake(async (lake) => {
      const cases: [number, number][] = [
        [7, 2],
        [-7, 2],
        [-86400, 86400],
        [-1, 86400],
        [253402300799, 86400],
        [9007199254740, 1000],
      ];
      for (const [a, b] of cases) {
        const [row] = await lake.rows<{ q: number }>(`select ${sql.floorDivision(String(a), b)} as q`);
        expect([a, b, row.q]).toEqual([a, b, Math.floor(a / b)]);
      }
    }));

  test('hour and day follow the offset, also west of Greenwich and before 1970', () =>
    withLake(async (lake) => {
      for (const offset of [28800, 0, -18000, 20700])
        for (const at of [0, -1, 1700000000, 1699977600, 86399]) {
          const [row] = await lake.rows<{ hour: number; day: number }>(
            `select ${sql.localHour(`cast(${at} as BIGINT)`, offset)} as hour, ${sql.localDay(`cast(${at} as BIGINT)`, offset)} as day`,
          );
          const local = new Date((at + offset) * 1000);
          expect(row).toEqual({ hour: local.getUTCHours(), day: Math.floor((at + offset) / 86400) });
        }
    }));
});

describe('shortages', () => {
  test('too little memory is a resource error with advice, not a DuckDB text', () =>
    withFolder(async (dir) => {
      const lake = await openLake({ threads: 1, memoryLimitMb: 20, tempDir: join(dir, 'spill') });
      const hungry = lake.run(
        "create table t as select string_agg(i || 'some text that is long enough', ',') as s from range(3000000) as r(i)",
      );
      await expect(hungry).rejects.toMatchObject({
        code: 'memory_exhausted',
        kind: 'resource',
        name: 'ExcavatorError',
      });
      lake.close();
    }));

  test('a full disk is a resource error with advice', () =>
    withFolder(async (dir) => {
      const lake = await openLake({ threads: 1, memoryLimitMb: 60, tempDir: join(dir, 'spill') });
      await lake.run("set max_temp_directory_size = '1MB'");
      const spilling = lake.run('create table t as select i, random() as x from range(20000000) as r(i) order by x');
      await expect(spilling).rejects.toMatchObject({ code: 'disk_full', kind: 'resource' });
      lake.close();
    }));

  test.skipIf(!existsSync('/dev/full'))('a device that says it is full is a resource error', () =>
    withLake(async (lake) => {
      await expect(
        lake.run("copy (select * from range(100000)) to '/dev/full' (format csv, use_tmp_file false)"),
      ).rejects.toMatchObject({ code: 'disk_full' });
    }),
  );

  test('what Node and SQLite say of the disk is told the same way; other errors stay themselves', () => {
    const said = (code: string): unknown => shortageOr(Object.assign(new Error('write'), { code }), '/home');
    expect(said('ENOSPC')).toMatchObject({ code: 'disk_full', fault: { where: '/home' } });
    expect(said('SQLITE_FULL')).toMatchObject({ code: 'disk_full' });
    expect(said('EROFS')).toMatchObject({ code: 'home_unwritable' });
    expect(said('EMFILE')).toMatchObject({ code: 'files_exhausted' });
    const other = new TypeError('13800001111 is no number');
    expect(shortageOr(other, 'x')).toBe(other);
  });

  test('the text of the cause, which may quote a record, is not in the message', () => {
    const error = shortageOr(new Error('IO Error: P138canary: No space left on device'), 'lake') as ExcavatorError;
    expect(error.message).not.toContain('canary');
  });
});

describe('a committed folder', () => {
  test('is there with its manifest after the commit, and nothing else is', () =>
    withFolder(async (dir) => {
      const target = join(dir, 'deep', 'a');
      mkdirSync(join(dir, 'deep'));
      const made = await commitFolder(target, 'k', async (partial) => {
        expect(existsSync(target)).toBe(false);
        writeFileSync(join(partial, 'data'), 'x');
        return { rows: 1 };
      });
      expect(made).toEqual({ formatVersion: 1, key: 'k', content: { rows: 1 } });
      expect(readManifest(target)).toEqual(made);
      expect(readdirSync(join(dir, 'deep'))).toEqual(['a']);
    }));

  test('leaves no trace when the filling fails', () =>
    withFolder(async (dir) => {
      const failing = commitFolder(join(dir, 'a'), 'k', async (partial) => {
        writeFileSync(join(partial, 'data'), 'x');
        throw new Error('half way');
      });
      await expect(failing).rejects.toThrow('half way');
      expect(readdirSync(dir)).toEqual([]);
    }));

  test('that is already there wins, and its manifest is what comes back', () =>
    withFolder(async (dir) => {
      const target = join(dir, 'a');
      await commitFolder(target, 'k', async () => 'first');
      const second = await commitFolder(target, 'k', async () => 'second');
      expect(second.content).toBe('first');
      expect(readManifest(target)?.content).toBe('first');
    }));

  test('replaces a folder without a manifest, which was never committed', () =>
    withFolder(async (dir) => {
      mkdirSync(join(dir, 'a'));
      writeFileSync(join(dir, 'a', 'rest'), 'of a removal that died');
      await commitFolder(join(dir, 'a'), 'k', async () => 1);
      expect(readdirSync(join(dir, 'a'))).toEqual(['manifest.json']);
    }));

  test('begins anew where a killed process left a partial folder; sweepPartial removes it', () =>
    withFolder(async (dir) => {
      mkdirSync(join(dir, 'a.partial'));
      writeFileSync(join(dir, 'a.partial', 'stale'), 'x');
      await commitFolder(join(dir, 'a'), 'k', async () => 1);
      expect(readdirSync(join(dir, 'a'))).toEqual(['manifest.json']);
      mkdirSync(join(dir, 'b.partial'));
      sweepPartial(dir);
      sweepPartial(join(dir, 'nowhere'));
      expect(readdirSync(dir)).toEqual(['a']);
    }));

  test('with a damaged or newer manifest is refused by name', () =>
    withFolder((dir) => {
      expect(readManifest(dir)).toBeUndefined();
      for (const [content, got] of [
        ['{"formatVersion":1,', 'no JSON'],
        ['{"formatVersion":2}', 'format version 2'],
        ['null', 'no JSON'],
      ]) {
        writeFileSync(join(dir, 'manifest.json'), content);
        expect(() => readManifest(dir)).toThrow(
          expect.objectContaining({ code: 'manifest_damaged', fault: expect.objectContaining({ got }) }),
        );
      }
    }));
});

test('writeDurably replaces a file whole and leaves no partial file', () =>
  withFolder((dir) => {
    const path = join(dir, 'deep', 'f');
    writeDurably(path, 'one');
    writeDurably(path, 'two', 0o600);
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(dir, 'deep'))).toEqual(['f']);
    expect(() => writeDurably(dir, 'a folder is in the way')).toThrow();
    expect(existsSync(`${dir}.partial`)).toBe(false);
  }));

test('hashOf keeps its parts apart', () => {
  expect(hashOf('a', 'b')).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set([hashOf('ab'), hashOf('a', 'b'), hashOf('b', 'a'), hashOf('a', 'b', ''), hashOf()]).size).toBe(5);
});
