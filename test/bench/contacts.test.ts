import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { config } from '../../engine/config/index.ts';
import { findContacts } from '../../engine/contacts/index.ts';
import type { Lake } from '../../engine/lake/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { publish } from '../fixtures/bench.ts';
import { writeEvents } from '../support/events.ts';
import { withFolder } from '../support/home.ts';

const sizes = (process.env.EXCAVATOR_BENCH_PASSAGES ?? '1000000,10000000').split(',').map(Number);
const window = config.contacts.convoyWindowSeconds;

/** Every passage drawn for itself: hardly anybody passes two gates with another, as in most places at most hours. */
async function lonePassagesInto(lake: Lake, file: string, rows: number): Promise<void> {
  const gates = Math.max(8, Math.round(rows / 25_000));
  await lake.writeParquet(
    `select 'C' || lpad(cast(i as VARCHAR), 9, '0') as record_id, cast(hash(i, 1) % ${Math.round(rows / 20)} as INTEGER) as person,
       'CP-' || cast(hash(i, 2) % ${gates} as VARCHAR) as place_id, cast(1700000000 + hash(i, 3) % 5184000 as BIGINT) as passed_at,
       case when hash(i, 4) % 2 = 0 then 'in' else 'out' end as direction, 'car' as vehicle_type
     from range(0, ${rows}) as rows(i)`,
    file,
  );
}

/** Trips through the four gates of a road, a passage every twenty or so minutes, 60 days, people with two roads each. */
async function passagesInto(lake: Lake, file: string, rows: number): Promise<void> {
  const people = Math.round(rows / 40);
  const roads = Math.max(4, Math.round(rows / 50_000));
  const drawn = (salt: number, of: string, bound: number): string => `cast(hash(${of}, ${salt}) % ${bound} as BIGINT)`;
  await lake.writeParquet(
    `select 'C' || lpad(cast(trip * 4 + gate as VARCHAR), 9, '0') as record_id, cast(person as INTEGER) as person,
       'CP-' || cast(road as VARCHAR) || '-' || cast(gate as VARCHAR) as place_id,
       leave + gate * 1300 + ${drawn(5, 'trip * 4 + gate', 300)} as passed_at, way as direction, 'car' as vehicle_type
     from (select trip, person, ${drawn(2, 'person * 2 + habit', roads)} as road, case when ${drawn(3, 'trip', 2)} = 0 then 'in' else 'out' end as way,
             1700000000 + ${drawn(4, 'trip', 60)} * 86400 + ${drawn(6, 'person * 2 + habit', 18)} * 3600 + ${drawn(7, 'trip', 3600)} as leave
           from (select trip, ${drawn(1, 'trip', people)} as person, ${drawn(8, 'trip', 2)} as habit
                 from range(0, ${Math.round(rows / 4)}) as trips(trip)) as driven) as trips,
       range(0, 4) as gates(gate)`,
    file,
  );
}

/** The join of the convoy step alone, as the data come: texts for the gate, the bucket in the key, pairs counted. */
const bareJoin = `
  select count(*) as n from (select *, passed_at // ${window} as bucket from passage) x
  join (select *, passed_at // ${window} as bucket from passage union all select *, passed_at // ${window} + 1 as bucket from passage) y
    on x.place_id = y.place_id and x.direction = y.direction and x.bucket = y.bucket
  where x.person <> y.person and y.passed_at <= x.passed_at and x.passed_at - y.passed_at <= ${window}
    and (y.passed_at < x.passed_at or y.person < x.person)`;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

test('passages to tested contacts beside the bare join of the same rows', () =>
  withFolder(async (dir) => {
    const rows: (string | number)[][] = [];
    for (const [kind, fill] of [
      ['alone', lonePassagesInto],
      ['in columns', passagesInto],
    ] as const)
      for (const size of sizes) {
        const lake = await openLake({ threads: 2, memoryLimitMb: 3000, tempDir: join(dir, 'spill') });
        const file = await writeEvents(lake, dir, {});
        await fill(lake, file('passage'), size);
        await lake.run(lake.dialect.view('passage', `select * from ${sql.parquet([file('passage')])}`));
        const [{ n: pairs } = { n: 0 }] = await lake.rows<{ n: number }>(bareJoin);
        const bare = await seconds(() => lake.rows(bareJoin));
        const out = join(dir, `out-${kind.length}-${size}`);
        mkdirSync(out);
        let report: Awaited<ReturnType<typeof findContacts>> | undefined;
        const whole = await seconds(async () => {
          report = await findContacts(lake, file, out, () => undefined);
        });
        const again = await seconds(() => lake.rows(bareJoin));
        const join2 = (bare + again) / 2;
        rows.push([
          kind,
          size,
          pairs,
          join2.toFixed(1),
          whole.toFixed(1),
          (whole / join2).toFixed(1),
          ((whole * 1e6) / size).toFixed(2),
          report?.contacts ?? 0,
          report?.channels.convoy.tested ?? 0,
          report?.cappedPassages ?? 0,
          Math.round(process.resourceUsage().maxRSS / 1024),
        ]);
        lake.close();
      }
    publish('contacts', {
      title: 'Checkpoint passages to tested contacts, 2 threads',
      columns: [
        'traffic',
        'passages',
        'close pairs',
        'bare join s',
        'contacts s',
        'times',
        'us a passage',
        'contacts',
        'tested',
        'capped',
        'peak MB',
      ],
      rows,
      note: 'bare join: the bucketed join alone, pairs counted, mean of a run before and one after; contacts: everything from the file to contact.parquet and edge.parquet. Peak is of the process so far.',
    });
  }));
