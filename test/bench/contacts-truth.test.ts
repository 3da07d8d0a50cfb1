import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateWorld, namedWorlds } from '../../data/world/index.ts';
import { openEngine } from '../../engine/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { publish } from '../fixtures/bench.ts';
import { withFolder } from '../support/home.ts';

/** `EXCAVATOR_WORLD=medium` for the full size; `EXCAVATOR_WORLD_DIR` and `EXCAVATOR_WORLD_HOME` keep and reuse both. */
const named = (process.env.EXCAVATOR_WORLD ?? 'demo') as keyof typeof namedWorlds;
const seed = Number(process.env.EXCAVATOR_SEED ?? 7);
const now = Math.floor(Date.now() / 1000);
const qs = [0.01, 0.05, 0.1];

test(
  `contacts against the ties of the ${named} world`,
  () =>
    withFolder(async (dir) => {
      const out = process.env.EXCAVATOR_WORLD_DIR ?? join(dir, 'world');
      if (!existsSync(out))
        await generateWorld({ ...namedWorlds[named], seed, out, truth: `${out}.truth.csv`, format: 'parquet' });
      const home = process.env.EXCAVATOR_WORLD_HOME ?? join(dir, 'home');
      const engine = await openEngine({ home, now, demoSeed: seed, threads: 2 });
      await engine.ingest(out);
      await engine.run();
      engine.close();
      const lake = await openLake({ threads: 2, memoryLimitMb: 3000, tempDir: join(dir, 'spill') });
      const folder = (zone: string, step: string): string =>
        join(home, zone, readdirSync(join(home, zone)).find((name) => name.startsWith(`${step}-`)) as string);
      const contacts = folder('lake', 'contacts');
      const key = sql.parquet([join(folder('sealed', 'resolve'), 'person_key.parquet')]);
      const person = (column: string): string => `coalesce(i${column}.person, p${column}.person)`;
      // A pair is true when the world tied the two in any channel: who shares rooms may share a bus on purpose.
      await lake.run(`
        create table tie as select distinct least(x, y) as a, greatest(x, y) as b from (
          select ${person('a')} as x, ${person('b')} as y from ${sql.parquet([`${out}.ties.parquet`])} t
          left join ${key} ia on ia.identifier = 'i:' || t.a left join ${key} pa on pa.identifier = 'p:' || t.a
          left join ${key} ib on ib.identifier = 'i:' || t.b left join ${key} pb on pb.identifier = 'p:' || t.b)
        where x is not null and y is not null and x <> y`);
      const rows: (string | number)[][] = [];
      for (const q of qs) {
        const found = await lake.rows<{ channel: string; found: number; wrong: number }>(`
          select c.channel, count(*) as found, count(case when t.a is null then 1 end) as wrong
          from ${sql.parquet([join(contacts, 'contact.parquet')])} c
          left join tie t on t.a = least(c.a, c.b) and t.b = greatest(c.a, c.b)
          where c.log10_q <= ${Math.log10(q)} group by c.channel order by c.channel`);
        const all = { channel: 'all of these', found: 0, wrong: 0 };
        for (const one of found) {
          all.found += one.found;
          all.wrong += one.wrong;
        }
        for (const { channel, found: n, wrong } of [...found, all])
          rows.push([channel, q, n, wrong, (wrong / n).toFixed(4)]);
      }
      const { rows: edges, columns } = await lake.columns(`
        select case when t.a is null then 0 else 1 end as tied from ${sql.parquet([join(contacts, 'edge.parquet')])} e
        left join tie t on t.a = e.a and t.b = e.b order by e.weight_micro desc, e.a, e.b`);
      const [{ n: ties } = { n: 0 }] = await lake.rows<{ n: number }>('select count(*) as n from tie');
      const tied = columns.tied?.values as Int32Array;
      let right = 0;
      let area = 0;
      for (let i = 0; i < edges; i++) {
        if (tied[i] !== 1) continue;
        right++;
        area += right / (i + 1);
      }
      publish('contacts-truth', {
        title: `Contacts against the ties of the ${named} world, seed ${seed}: AUPRC ${(area / ties).toFixed(3)}, precision ${(right / edges).toFixed(3)}, recall ${(right / ties).toFixed(3)} of ${ties} ties`,
        columns: ['channel', 'q', 'found', 'false', 'share false'],
        rows,
        note: 'AUPRC: fused edges by weight against every pair that the world tied, whoever is not found counting as missed. False: the world tied the two in no channel.',
      });
      expect(area / ties).toBeGreaterThan(0.5);
      lake.close();
    }),
  3_600_000,
);
