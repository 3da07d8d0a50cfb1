import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedWorlds, type WorldReport } from '../../../data/world/index.ts';
import { count, makeWorld, openWorld, rows, scratch } from '../../unit/world/open-world.ts';
import { auroc, motifs, prepareFacts, tolerance } from './facts.ts';

const seed = 1;
let report: WorldReport;
let connection: DuckDBConnection;

beforeAll(async () => {
  report = await makeWorld(scratch(), { ...namedWorlds.demo, seed });
  connection = await openWorld(report);
  await prepareFacts(connection);
});
afterAll(() => connection.closeSync());

describe(`the demo world, seed ${seed}`, () => {
  it('has the people and labels it promises', () => {
    expect(report.positives.user).toBeGreaterThanOrEqual(150);
    expect(report.positives.retailer).toBeGreaterThanOrEqual(25);
    expect(report.positives.supplier).toBeGreaterThanOrEqual(6);
    expect(report.networks).toBeGreaterThanOrEqual(2);
    expect(report.labels.user).toBe(Math.round(report.positives.user * 0.1));
    expect(report.labels.supplier).toBeLessThanOrEqual(5);
    const labelled = (report.labels.user ?? 0) + (report.labels.retailer ?? 0) + (report.labels.supplier ?? 0);
    expect(report.labels.retailer).toBe(Math.round(report.positives.retailer * 0.1));
    expect(Math.abs(report.wrongLabels - 0.05 * labelled)).toBeLessThanOrEqual(0.5);
    const lookalikes = Object.values(report.lookalikes).reduce((sum, n) => sum + n, 0);
    const positives = report.positives.user + report.positives.retailer + report.positives.supplier;
    expect(lookalikes).toBeGreaterThanOrEqual(10 * positives);
    expect(Object.keys(report.lookalikes).length).toBeGreaterThanOrEqual(12);
  });

  it.each(Object.keys(motifs))('the innocent show it five times as often: %s', async (name) => {
    const sql = motifs[name] ?? '';
    const guilty = await count(connection, `select count(*) from (${sql}) where who in (select id_no from guilty)`);
    const innocent = await count(
      connection,
      `select count(*) from (${sql}) where who not in (select id_no from guilty)`,
    );
    expect(innocent, `${innocent} innocent, ${guilty} guilty`).toBeGreaterThanOrEqual(5 * Math.max(1, guilty));
  });

  it.each([
    ['stay', 'check_in'],
    ['ticket', 'depart_at'],
    ['pass', 'passed_at'],
    ['box', 'sent_at'],
  ] as const)('record ids, row order and minutes of %s do not tell who is guilty', async (table, instant) => {
    const values = {
      id: `cast(substr(record_id, 2) as bigint)`,
      minute: `(${instant} // 60) % 60`,
      second: `${instant} % 60`,
    };
    for (const [name, value] of Object.entries(values)) {
      const read = await rows(
        connection,
        `select ${value} v, who in (select id_no from guilty) hit from ${table} where who is not null`,
      );
      const part = (hit: boolean): number[] => read.filter((row) => row.hit === hit).map((row) => Number(row.v));
      expect(Math.abs(auroc(part(true), part(false)) - 0.5), `${table} ${name}`).toBeLessThan(
        tolerance(part(true).length),
      );
    }
  });

  it('the measure finds ids given by guilt', () => {
    const planted = Array.from({ length: 100 }, (_, i) => i);
    const others = Array.from({ length: 1000 }, (_, i) => 60 + i);
    expect(Math.abs(auroc(planted, others) - 0.5)).toBeGreaterThan(tolerance(100));
  });

  it('names and places in the register do not tell who is guilty', async () => {
    const read = await rows(
      connection,
      `select row_number() over () n, length(name) l, unicode(name) u, id_no in (select id_no from guilty) hit from person`,
    );
    for (const key of ['n', 'l', 'u']) {
      const part = (hit: boolean): number[] => read.filter((row) => row.hit === hit).map((row) => Number(row[key]));
      expect(Math.abs(auroc(part(true), part(false)) - 0.5), key).toBeLessThan(tolerance(part(true).length));
    }
  });

  it('audit groups differ by area and not by guilt', async () => {
    const shares = await rows(
      connection,
      `select audit_group g, avg(case when id_no in (select id_no from guilty) then 1.0 else 0 end) * count(*) hits,
      count(*) * (select count(*) from guilty) / (select count(*) from person) expected from person group by 1`,
    );
    for (const row of shares)
      expect(Math.abs(Number(row.hits) - Number(row.expected))).toBeLessThan(3.5 * Math.sqrt(Number(row.expected)));
    const spread = await count(
      connection,
      `select max(s) - min(s) from (select home_area, avg(case when audit_group = '甲' then 1.0 else 0 end) s from person group by 1)`,
    );
    expect(spread).toBeGreaterThan(0.2);
  });

  it('ties most unknown members to an established case within three contacts', async () => {
    const reached = await membersReached(connection, 3);
    const unknown = await count(connection, 'select count(*) from guilty');
    expect(reached / unknown).toBeGreaterThan(0.5);
    expect(await membersReached(connection, 0)).toBeLessThan(0.2 * unknown);
  });
});

/** Members of networks within `hops` meetings (rooms, orders, rides, parcels) of an established dealer or user. */
async function membersReached(connection: DuckDBConnection, hops: number): Promise<number> {
  await connection.run(`create or replace temp table tie as
    select distinct a.who a, b.who b from stay a join stay b on a.place_id = b.place_id and a.room = b.room and a.who <> b.who
      and a.check_in < coalesce(b.check_out, 9e9) and b.check_in < coalesce(a.check_out, 9e9)
    union select distinct a.who, b.who from ticket a join ticket b on a.order_id = b.order_id and a.who <> b.who
    union select distinct a.who, b.who from ticket a join ticket b on a.service_id = b.service_id and a.mode = 'ride' and a.who <> b.who
    union select who, recipient from box where who <> recipient union select recipient, who from box where who <> recipient`);
  await connection.run(`create or replace temp table near as select distinct coalesce(c.id_no, h.id_no) who from case_person c
    left join holder h using (phone) where role in ('user', 'retailer', 'supplier')`);
  for (let hop = 0; hop < hops; hop++)
    await connection.run('insert into near select distinct b from tie where a in (select who from near)');
  return await count(connection, 'select count(*) from guilty where id_no in (select who from near)');
}
