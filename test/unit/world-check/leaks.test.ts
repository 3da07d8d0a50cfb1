import { beforeAll, describe, expect, it } from 'vitest';
import { checkWorld, type Finding, type Gate, type WorldCheck } from '../../../scripts/world-check/index.ts';
import { cleanWorld, planted, type SmallWorld } from './plant.ts';

let world: SmallWorld;
let clean: WorldCheck;
beforeAll(async () => {
  world = await cleanWorld();
  clean = await check(world);
});

const check = ({ dir, truth }: SmallWorld): Promise<WorldCheck> => checkWorld({ dir, truth, line: false });
const gate = ({ gates }: WorldCheck, wanted: number): Gate => gates.find((one) => one.gate === wanted) as Gate;
const failed = (found: Gate): readonly string[] => found.findings.filter((one) => one.failed).map(({ name }) => name);

const isGuilty = 'id_no in (select id_no from guilty) or phone in (select phone from guilty_phone)';

describe('a world of 3,000 people and 15 days, seed 7', () => {
  it('passes gates 1, 3 and 5, and leaves 2 and 4 out when asked to', () => {
    const report = clean;
    expect(report.gates.map((one) => [one.gate, one.verdict])).toEqual([
      [1, 'pass'],
      [2, 'skipped'],
      [3, 'pass'],
      [4, 'skipped'],
      [5, 'pass'],
    ]);
    expect(report.passed).toBe(true);
    expect(report.people).toBe(3000);
    expect(gate(report, 1).findings.length).toBeGreaterThan(100);
    expect(gate(report, 3).findings.length).toBeGreaterThan(80);
    expect(gate(report, 5).findings.every(({ source }) => (source?.length ?? 0) > 20)).toBe(true);
  });

  it('says the same twice', async () => {
    expect(JSON.stringify(await check(world)) === JSON.stringify(clean)).toBe(true);
  });
});

/** Each leak of the list, by the gate that has to see it and the signal it has to name. */
const leaks: readonly (readonly [string, number, string, Readonly<Record<string, string>>])[] = [
  [
    'record ids sorted by guilt',
    3,
    'lodging record id order',
    {
      lodging: `select 'L' || lpad(cast(row_number() over (order by (${isGuilty}), pos) as varchar), 9, '0') as record_id,
        * exclude (pos, record_id) from old order by pos`,
    },
  ],
  [
    'guilty rows last',
    3,
    'transport row order',
    { transport: `select * exclude (pos) from old order by (${isGuilty}), pos` },
  ],
  [
    'guilty people last in the register',
    3,
    'person row order',
    { person: 'select * exclude (pos) from old order by (id_no in (select id_no from guilty)), pos' },
  ],
  [
    'guilty names longer',
    3,
    'person name length',
    {
      person:
        "select * exclude (pos) replace (case when id_no in (select id_no from guilty) then name || '某' else name end as name) from old order by pos",
    },
  ],
  [
    'guilty bookings written otherwise',
    3,
    'transport order_id length',
    {
      transport: `select * exclude (pos) replace (case when ${isGuilty} then order_id || 'X' else order_id end as order_id) from old order by pos`,
    },
  ],
  [
    'guilty times on whole minutes',
    3,
    'transport purchased_at on a whole minute',
    {
      transport: `select * exclude (pos) replace (case when ${isGuilty} then purchased_at - purchased_at % 60 else purchased_at end as purchased_at) from old order by pos`,
    },
  ],
  [
    'fields of the guilty left empty',
    3,
    'transport seat empty',
    {
      transport: `select * exclude (pos) replace (case when ${isGuilty} then null else coalesce(seat, '1A') end as seat) from old order by pos`,
    },
  ],
  [
    'guilt tied to the number on the card',
    3,
    'subscription phone first digits',
    {
      subscription:
        "select * exclude (pos) replace (case when id_no in (select id_no from guilty) then '99' || right(phone, 9) else phone end as phone) from old order by pos",
    },
  ],
  [
    'records of the guilty in the last days only',
    3,
    'transport day',
    {
      transport: `select * exclude (pos) replace (case when ${isGuilty} then depart_at % 86400 + (select max(depart_at) // 86400 - 1 from old) * 86400 else depart_at end as depart_at) from old order by pos`,
    },
  ],
  [
    'a feature that separates',
    1,
    'day_stays: user against innocent',
    {
      lodging: `select * exclude (pos) from old union all
        select 'X' || id_no || n, (select min(place_id) from old), 1767229200 + n * 86400, 1767236400 + n * 86400, null, null, null, id_no, null, null
        from guilty, range(9) r(n) where role = 'user'`,
    },
  ],
  [
    'a moderate leak (AUROC about 0.9): nine of ten users stay three times more',
    1,
    'day_stays: user against lookalike',
    {
      lodging: `select * exclude (pos) from old union all
        select 'X' || id_no || n, case n when 0 then (select min(place_id) from old) else (select max(place_id) from old) end, 1767229200 + n * 86400, 1767266400 + n * 86400, null, null, null, id_no, null, null
        from guilty, range(3) r(n) where role = 'user' and cast(substr(id_no, 15, 3) as integer) % 10 > 0`,
    },
  ],
  [
    'nobody sleeps',
    5,
    'night share of records',
    {
      transport:
        'select * exclude (pos) replace (depart_at - depart_at % 86400 + 64800 + depart_at % 14400 as depart_at) from old order by pos',
    },
  ],
  [
    'all stays alike',
    5,
    'nights of a hotel stay, share over three',
    { lodging: 'select * exclude (pos) replace (check_in + 180000 as check_out) from old order by pos' },
  ],
];

describe('a planted leak is seen for what it is', () => {
  it.each(leaks)('%s: gate %i, %s', async (_, number, signal, tables) => {
    const report = await check(await planted(world, tables));
    expect(report.passed).toBe(false);
    expect(gate(report, number).verdict).toBe('fail');
    expect(failed(gate(report, number))).toContain(signal);
  });

  it('and copying alone plants nothing', async () => {
    const copy = await check(await planted(world, { lodging: 'select * exclude (pos) from old order by pos' }));
    expect(copy.gates.map(numbersOf)).toEqual(clean.gates.map(numbersOf));
  });
});

function numbersOf({ findings }: Gate): readonly (number | null)[] {
  return findings.map(({ value }: Finding) => value);
}
