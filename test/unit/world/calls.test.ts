import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { count, makeWorld, openWorld, scratch } from './open-world.ts';

let connection: DuckDBConnection;

/** Calls whose warrant covers caller or callee at the moment, by number or through the subscription of the person. */
const coveredCalls = `
  select count(distinct record_id) from "call" c join authorisation a on a.warrant_id = c.warrant_id
  left join subscription s on s.id_no = a.id_no and s.phone in (c.caller, c.callee)
    and s.valid_from <= c.started_at and (s.valid_to is null or s.valid_to >= c.started_at)
  where c.started_at between a.valid_from and a.valid_to and (a.phone in (c.caller, c.callee) or s.phone is not null)`;

beforeAll(async () => {
  connection = await openWorld(await makeWorld(scratch(), { people: 8000, days: 40, seed: 11 }));
});
afterAll(() => connection.closeSync());

describe('calls of a world of 8,000 people and 40 days, seed 11', () => {
  it('come in only under a warrant that covers one party', async () => {
    const calls = await count(connection, 'select count(*) from "call"');
    expect(calls).toBeGreaterThan(100);
    expect(await count(connection, coveredCalls)).toBe(calls);
  });

  it('would not be covered a year later', async () => {
    const late = coveredCalls.replaceAll('c.started_at', '(c.started_at + 31536000)');
    expect(await count(connection, late)).toBe(0);
  });

  it('reach innocent people as well', async () => {
    const innocent = `select count(distinct s.id_no) from "call" c join subscription s on s.phone in (c.caller, c.callee)
      join truth t on t.id_no = s.id_no where t.role = 'none'`;
    expect(await count(connection, innocent)).toBeGreaterThan(30);
  });
});
