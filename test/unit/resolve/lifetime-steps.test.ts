import { expect, test } from 'vitest';
import { config } from '../../../engine/config/index.ts';
import { distanceKm, isImpossible } from '../../../engine/kernel/impossible-travel.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import type { Lake } from '../../../engine/lake/index.ts';
import { journey, ownerShowing } from '../../../engine/resolve/sql/lifetimes.ts';
import { withLake } from '../../support/home.ts';
import { seed } from '../../support/seed.ts';

const values = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `(${row.map((cell) => (typeof cell === 'number' ? cell : `'${cell}'`)).join(', ')})`).join(', ');

async function keep(lake: Lake, table: string, columns: string, rows: Parameters<typeof values>[0]): Promise<void> {
  await lake.run(lake.dialect.keep(table, `select * from (values ${values(rows)}) as given (${columns})`));
}

test('showings of one record by two holders stand in one order, whatever the order of the rows', () =>
  withLake(async (lake) => {
    // A parcel that somebody sends to the own phone under another one's name.
    const rows = ['i:A', 'i:B', 'i:C', 'i:D'].map((holder) => ['p:1', holder, 1000, 'P1'] as const);
    await keep(
      lake,
      'owner',
      'identifier, holder',
      rows.map(([identifier, holder]) => [identifier, holder]),
    );
    for (const given of [rows, rows.toReversed(), [rows[2], rows[0], rows[3], rows[1]] as typeof rows]) {
      await keep(lake, 'showing', 'identifier, holder, seen_at, record_id', given);
      const found = await lake.rows<{ holder: string }>(ownerShowing(3));
      expect(found.map(({ holder }) => holder)).toEqual(['i:A', 'i:B', 'i:C']);
    }
  }));

test(`of all journeys the steps leave out only possible ones (seed ${seed})`, () =>
  withLake(async (lake) => {
    const rng = createRng(seed);
    const { travel } = config.lifetimes;
    const journeys = Array.from({ length: 4000 }, (_, i) => {
      const lat = rng.uniform() * 180 - 90;
      const lon = rng.uniform() * 360 - 180;
      const near = 10 ** (rng.uniform() * 4 - 2);
      return {
        identifier: `${i % 2 === 0 ? 'i' : 'v'}:${i}`,
        from: [lat, lon] as const,
        to: [
          Math.max(-90, Math.min(90, lat + near * (rng.uniform() - 0.5))),
          lon + near * (rng.uniform() - 0.5),
        ] as const,
        seconds: Math.floor(rng.uniform() ** 2 * travel.horizonSeconds),
      };
    });
    await lake.run(
      lake.dialect.keep(
        'presence',
        `select identifier, seen_at, cast(null as BIGINT) as other_at, cast(lat as DOUBLE) as lat, cast(lon as DOUBLE) as lon from (values ${values(
          journeys.flatMap(({ identifier, from, to, seconds }) => [
            [identifier, 0, ...from],
            [identifier, seconds, ...to],
          ]),
        )}) as given (identifier, seen_at, lat, lon)`,
      ),
    );
    const impossible = journeys.filter(({ identifier, from, to, seconds }) =>
      isImpossible(distanceKm(...from, ...to), seconds, {
        ...travel,
        kmhMax: identifier.startsWith('v:') ? travel.vehicleKmhMax : travel.personKmhMax,
      }),
    );
    const kept = new Set(
      (await lake.rows<{ identifier: string }>(journey(travel.horizonSeconds, 100, travel))).map(
        (row) => row.identifier,
      ),
    );
    expect(impossible.length).toBeGreaterThan(100);
    expect(impossible.filter(({ identifier }) => !kept.has(identifier))).toEqual([]);
    expect(kept.size).toBeLessThan(journeys.length - 100);
  }));
