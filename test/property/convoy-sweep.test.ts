import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findContacts } from '../../engine/contacts/index.ts';
import { keepMetAgain } from '../../engine/contacts/met-again.ts';
import { channelSql } from '../../engine/contacts/sql/index.ts';
import { type Column, type Lake, sql } from '../../engine/lake/index.ts';
import { passage, writeEvents } from '../support/events.ts';
import { withLake } from '../support/home.ts';
import { runs } from '../support/seed.ts';

const start = 1_700_000_000 - (1_700_000_000 % 86400);
/** Few people, gates and instants on and beside the edges of the window, the hour, the trip and the day; also before 1970. */
const passages = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom('c', 'd'),
    fc.constantFrom('in', null),
    fc.constantFrom(start, start + 57_600, -86400),
    fc.constantFrom(0, 1, 119, 120, 121, 3599, 3600, 21_600, 21_721),
  ),
  { minLength: 20, maxLength: 80 },
);

/** Everything that is written, as text in order of its rows. */
async function written(lake: Lake, dir: string): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {};
  for (const table of ['contact', 'edge', 'activity', 'channel'])
    tables[table] = await lake.rows(`select * from ${sql.parquet([join(dir, `${table}.parquet`)])}`);
  return tables;
}

test('passages swept in memory give the tables that the SQL steps give', () =>
  withLake(async (lake, dir) => {
    let round = 0;
    let convoys = 0;
    await fc.assert(
      fc.asyncProperty(passages, fc.constantFrom(0, 28800, -3600), async (draws, utcOffsetSeconds) => {
        round++;
        const file = await writeEvents(lake, dir, {
          passage: draws.map(([who, at, direction, day, second], i) =>
            passage(`r${i}`, who, day + second, at, { direction }),
          ),
        });
        const found: Record<string, unknown>[] = [];
        for (const inProcess of [true, false]) {
          const out = join(dir, `out-${round}-${inProcess}`);
          mkdirSync(out);
          const over = { ...lake, dialect: { ...lake.dialect, inProcess } };
          await findContacts(over, file, out, () => undefined, { utcOffsetSeconds });
          found.push(await written(lake, out));
        }
        expect(found[0]).toEqual(found[1]);
        convoys += (found[0]?.contact as unknown[] | undefined)?.length ?? 0;
      }),
      runs(60),
    );
    // Without convoys the two would agree about nothing.
    expect(convoys).toBeGreaterThan(30);
  }));

test('a crowded gate is left out and counted alike', () =>
  withLake(async (lake, dir) => {
    const crowd = Array.from({ length: 70 }, (_, i) =>
      passage(`x${i}`, i, start + (i % 100), 'c', { direction: 'in' }),
    );
    const pair = [0, 1].flatMap((who) =>
      ['d', 'e'].map((at, gate) => passage(`p${who}${at}`, who, start + 7200 + gate * 900 + who * 30, at, {})),
    );
    const file = await writeEvents(lake, dir, { passage: [...crowd, ...pair, ...pair] });
    const found: Record<string, unknown>[] = [];
    for (const inProcess of [true, false]) {
      const out = join(dir, `out-${inProcess}`);
      mkdirSync(out);
      const over = { ...lake, dialect: { ...lake.dialect, inProcess } };
      const { capped } = await findContacts(over, file, out, () => undefined);
      found.push({ capped: capped.convoy, ...(await written(lake, out)) });
    }
    expect(found[0]).toEqual(found[1]);
    expect(found[0]?.capped).toBe(70);
    expect(found[0]?.contact).toHaveLength(1);
  }));

/** One row an occasion and person; days on both sides of what makes two trips, crowds on both sides of a party. */
const attendance = fc.uniqueArray(
  fc.tuple(
    fc.integer({ min: 1, max: 7 }),
    fc.integer({ min: 0, max: 6 }),
    fc.constantFrom(-1, 0, 1, 2, 6, 7, 8),
    fc.constantFrom(2, 3, 4, 60),
  ),
  { minLength: 5, maxLength: 40, selector: ([slot, person]) => `${slot} ${person}` },
);

test('people of a crowd who met again are the same in memory and by SQL', () =>
  withLake(async (lake) => {
    let [pairs, strangers] = [0, 0];
    await fc.assert(
      fc.asyncProperty(attendance, fc.constantFrom('hotel_night', 'service'), async (draws, channel) => {
        const { again } = channelSql(28800)[channel];
        if (again === undefined) throw new TypeError(`${channel} is no crowd`);
        const column = (of: number): Column => ({
          kind: 'int32',
          values: Int32Array.from(draws, (row) => row[of] as number),
          valid: new Uint8Array(draws.length).fill(1),
        });
        const columns = { slot: column(0), person: column(1), day: column(2), crowd: column(3) };
        await lake.createTable(again.seen, { rows: draws.length, columns });
        const found: unknown[] = [];
        for (const inProcess of [true, false]) {
          await keepMetAgain({ ...lake, dialect: { ...lake.dialect, inProcess } }, again);
          found.push(await lake.rows(`select a, b from ${again.table} order by a, b`));
          await lake.run(lake.dialect.drop(again.table));
        }
        expect(found[0]).toEqual(found[1]);
        pairs += (found[0] as unknown[]).length;
        const [met] = await lake.rows<{ n: number }>(
          `select count(*) as n from (select distinct x.person, y.person from ${again.seen} x join ${again.seen} y on x.slot = y.slot and x.person < y.person) met`,
        );
        strangers += (met?.n ?? 0) - (found[0] as unknown[]).length;
      }),
      runs(60),
    );
    // Where all or none met again the two would agree about nothing.
    expect(Math.min(pairs, strangers)).toBeGreaterThan(50);
  }));
