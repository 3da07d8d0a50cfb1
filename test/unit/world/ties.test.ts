import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ties } from '../../../data/schema/index.ts';
import type { WorldReport } from '../../../data/world/index.ts';
import { count, makeWorld, openWorld, rows, scratch } from './open-world.ts';

let report: WorldReport;
let connection: DuckDBConnection;

beforeAll(async () => {
  report = await makeWorld(scratch(), { people: 4000, days: 25, seed: 5 });
  connection = await openWorld(report);
  await connection.run(`create view tie as select * from '${report.ties}'`);
  await connection.run('create table known as select a, b, channel from tie union all select b, a, channel from tie');
});
afterAll(() => connection.closeSync());

/** Pairs of ids that stand in two rows with the same `key`, for papers that were read right. */
const together = (table: string, key: string, where = 'true'): string =>
  `select distinct x.id_no as one, y.id_no as other from ${table} x join ${table} y using (${key})
   where x.id_no < y.id_no and ${where}`;

const share = (sql: string, channels: string): string =>
  `select avg(case when exists (select 1 from known k where k.a = p.one and k.b = p.other and k.channel in (${channels}))
     then 1.0 else 0.0 end) from (${sql}) p`;

describe('the truth of ties, 4,000 people and 25 days, seed 5', () => {
  it('has the columns of the contract, each pair and channel once, and people of the truth', async () => {
    const columns = (await rows(connection, 'describe tie')).map((row) => row.column_name);
    expect(columns).toEqual(Object.keys(ties.fields));
    expect(await count(connection, 'select count(*) from tie')).toBeGreaterThan(2000);
    expect(
      await count(connection, 'select count(*) - count(distinct (least(a, b), greatest(a, b), channel)) from tie'),
    ).toBe(0);
    const unknown = 'select count(*) from known where a not in (select coalesce(id_no, phone) from truth)';
    expect(await count(connection, unknown)).toBe(0);
    for (const field of ['channel', 'kind'] as const) {
      const values = ties.fields[field].values?.map((value) => `'${value}'`).join();
      expect(await count(connection, `select count(*) from tie where ${field} not in (${values})`)).toBe(0);
    }
    expect(await count(connection, 'select count(*) from tie where occasions < 1 or last_at < first_at')).toBe(0);
  });

  it('knows nearly everybody who stands on one order, in one hailed car, in one room', async () => {
    const order = together('transport', 'order_id');
    expect(await count(connection, share(order, "'order', 'ride'"))).toBeGreaterThan(0.95);
    const ride = together('transport', 'service_id', "x.mode = 'ride'");
    expect(await count(connection, share(ride, "'ride'"))).toBeGreaterThan(0.93);
    const room = together('lodging', 'place_id, room', 'x.check_in < y.check_out and y.check_in < x.check_out');
    expect(await count(connection, share(room, "'room'"))).toBeGreaterThan(0.9);
  });

  it('does not take fellow passengers and other guests for acquaintances', async () => {
    const bus = together('transport', 'service_id', "x.mode <> 'ride' and x.order_id <> y.order_id");
    expect(await count(connection, `select count(*) from (${bus})`)).toBeGreaterThan(300);
    expect(await count(connection, share(bus, "'order', 'service'"))).toBeLessThan(0.35);
    const hotel = together(
      'lodging',
      'place_id',
      'x.booking_id <> y.booking_id and abs(x.check_in - y.check_in) < 7200',
    );
    expect(await count(connection, share(hotel, "'room', 'booking'"))).toBeLessThan(0.2);
  });

  it('counts a trip once, not once a row', async () => {
    const rowsOf = `select count(*) from transport x join transport y using (order_id) where x.id_no < y.id_no and x.mode <> 'ride'`;
    const occasions = await count(connection, "select sum(occasions) from tie where channel = 'order'");
    expect(occasions).toBeLessThan(0.75 * (await count(connection, rowsOf)));
  });

  it('holds every channel and why', async () => {
    const channels = (await rows(connection, 'select distinct channel from tie order by 1')).map((row) => row.channel);
    expect(channels).toEqual(['booking', 'call', 'convoy', 'order', 'parcel', 'ride', 'room', 'service', 'vehicle']);
    const network = await rows(
      connection,
      `select count(*) as n from tie join truth x on tie.a = coalesce(x.id_no, x.phone) join truth y on tie.b = coalesce(y.id_no, y.phone)
       where (kind = 'network') <> (x.network_id is not null and x.network_id = y.network_id)`,
    );
    expect(Number(network[0]?.n)).toBe(0);
  });
});
