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

/** Pairs that pass at q, those of them that the world did not tie, and of these the ones that a register put together. */
interface Count {
  readonly q: number;
  readonly n: number;
  readonly wrong: number;
  readonly registered: number;
}

/**
 * Convoys of two that no chance brought together and who yet did not travel together: at every gate the plate that one
 * is registered for was read beside the id of the other, and never the ids of both. The other drove a car that is the
 * first one's on paper. Numbers are alike: they never talk by chance, and a false pair is a number that another than its
 * holder used. Whom a record means is the error of both, and q does not speak of that.
 */
const onPaper = (world: string): string => {
  const gates = sql.text(join(world, 'checkpoint', '*.parquet'));
  return `
    select met.a, met.b from (
      select a, b, string_split(unnest(string_split(records, ' ')), '+') as both from passed where channel = 'convoy') met
    join read_parquet(${gates}) x on x.record_id = met.both[1] join read_parquet(${gates}) y on y.record_id = met.both[2]
    group by met.a, met.b having bool_and((x.id_no is null) <> (y.id_no is null))`;
};

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
        create table tie as select least(x, y) as a, greatest(x, y) as b, bool_or(channel = 'convoy') as apart from (
          select t.channel, ${person('a')} as x, ${person('b')} as y from ${sql.parquet([`${out}.ties.parquet`])} t
          left join ${key} ia on ia.identifier = 'i:' || t.a left join ${key} pa on pa.identifier = 'p:' || t.a
          left join ${key} ib on ib.identifier = 'i:' || t.b left join ${key} pb on pb.identifier = 'p:' || t.b)
        where x is not null and y is not null and x <> y group by least(x, y), greatest(x, y)`);
      await lake.run(`
        create table passed as select c.a, c.b, c.channel, c.log10_q, c.records, t.a is null as wrong
        from ${sql.parquet([join(contacts, 'contact.parquet')])} c
        left join tie t on t.a = least(c.a, c.b) and t.b = greatest(c.a, c.b)
        where c.log10_q <= ${Math.log10(Math.max(...qs))}`);
      await lake.run(`create table on_paper as ${onPaper(out)}`);
      const byChannel = new Map<string, readonly Count[]>();
      for (const q of qs) {
        const found = await lake.rows<{ channel: string; n: number; wrong: number; registered: number }>(`
          select p.channel, count(*) as n, count(case when p.wrong then 1 end) as wrong,
            count(case when p.wrong and (p.channel = 'call' or r.a is not null) then 1 end) as registered
          from passed p left join on_paper r on p.channel = 'convoy' and r.a = p.a and r.b = p.b
          where p.log10_q <= ${Math.log10(q)} group by p.channel order by p.channel`);
        for (const { channel, ...count } of found)
          byChannel.set(channel, [...(byChannel.get(channel) ?? []), { q, ...count }]);
      }
      const everything = qs.map((q) => {
        const at = [...byChannel.values()].flatMap((counts) => counts.filter((one) => one.q === q));
        const sum = (of: (one: Count) => number): number => at.reduce((total, one) => total + of(one), 0);
        return { q, n: sum(({ n }) => n), wrong: sum(({ wrong }) => wrong), registered: sum((one) => one.registered) };
      });
      const rows = [...byChannel, ['all of these', everything] as const].map(([channel, counts]) => {
        const at = (q: number): Count | undefined => counts.find((one) => one.q === q);
        const shares = (of: (one: Count) => number): string[] =>
          qs.map((q) => {
            const one = at(q);
            return one === undefined ? '0' : (of(one) / one.n).toFixed(4);
          });
        const untied = shares(({ wrong }) => wrong);
        const strangers = shares((one) => one.wrong - one.registered);
        return [channel, at(0.05)?.n ?? 0, at(0.05)?.wrong ?? 0, at(0.05)?.registered ?? 0, ...untied, ...strangers];
      });
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
      const [scouts] = await lake.rows<{
        told: number;
        sure: number;
        right: number;
        right_sure: number;
        ties: number;
      }>(`
        select count(*) as told, count(case when s.probability >= 0.9 then 1 end) as sure, count(t.a) as right,
          count(case when s.probability >= 0.9 then t.a end) as right_sure,
          (select count(*) from tie where apart) as ties
        from ${sql.parquet([join(contacts, 'scout.parquet')])} s
        left join tie t on t.apart and t.a = least(s.ahead, s.behind) and t.b = greatest(s.ahead, s.behind)`);
      publish('contacts-truth', {
        title: `Contacts against the ties of the ${named} world, seed ${seed}: AUPRC ${(area / ties).toFixed(3)}, precision ${(right / edges).toFixed(3)}, recall ${(right / ties).toFixed(3)} of ${ties} ties`,
        columns: [
          'channel',
          'found at q 0.05',
          'not tied',
          'of these by a register alone',
          ...qs.map((q) => `share not tied at q ${q}`),
          ...qs.map((q) => `share of strangers at q ${q}`),
        ],
        rows,
        note:
          'AUPRC: fused edges by weight against every pair that the world tied, whoever is not found counting as missed. Not tied: the world tied the two in no channel. By a register alone: one of the two is its keeper or holder on paper while another acted (a plate beside the id of who was in the car; a number used by another); strangers are all the rest, those that q speaks of. ' +
          `Scouts: ${scouts?.told} pairs told of, ${scouts?.sure} at 0.9 and more; of the ${scouts?.ties} pairs that the world drove minutes apart ${scouts?.right} are among them, ${scouts?.right_sure} at 0.9 and more.`,
      });
      expect(area / ties).toBeGreaterThan(0.5);
      lake.close();
    }),
  3_600_000,
);
