import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editsWithin } from '../../engine/kernel/edit-distance.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { nameLevel } from '../../engine/linkage/index.ts';
import { withLake } from '../support/home.ts';
import { namedEvents, type Rows, resolveRows } from '../support/line.ts';
import { runs } from '../support/seed.ts';

/** A small town with slips of the pen, shared phones and companions; ids of eighteen signs. */
function town(seed: number): Rows {
  const rng = createRng(seed);
  const digits = (n: number): string => Array.from({ length: n }, () => rng.int(10)).join('');
  const people = Array.from({ length: 40 }, () => ({
    id_no: `99${digits(4)}${1950 + rng.int(50)}${digits(8)}`,
    name: `${'王李张刘陈'[rng.int(5)]}${'伟芳强敏军静'[rng.int(6)]}${'杰丽勇艳涛娟'[rng.int(6)]}`,
  }));
  const subscription = people.map(({ id_no }) => ({ phone: `13${digits(9)}`, id_no, valid_from: 0 }));
  const slip = (text: string): string => {
    const at = 3 + rng.int(text.length - 4);
    return rng.int(8) === 0 ? `${text.slice(0, at)}${(Number(text[at]) + 3) % 10}${text.slice(at + 1)}` : text;
  };
  const lodging = Array.from({ length: 300 }, (_, i) => {
    const who = rng.int(people.length);
    const payer = rng.int(4) === 0 ? rng.int(people.length) : who;
    return {
      record_id: `r${i}`,
      place_id: `h${rng.int(3)}`,
      check_in: 1_700_000_000 + rng.int(60 * 86400),
      guest_name: people[who]?.name as string,
      id_no: rng.int(3) === 0 ? null : slip(people[who]?.id_no as string),
      phone: rng.int(5) === 0 ? null : slip(subscription[payer]?.phone as string),
    };
  });
  // A desk's phone is written under more names than are compared, and its number with a slip of the pen now and then.
  const desk = subscription.map(({ phone }) => phone).slice(0, 4);
  const parcel = Array.from({ length: 200 }, (_, i) => ({
    record_id: `p${i}`,
    from_place: 'o1',
    to_place: 'o2',
    sent_at: 1_700_000_000 + i * 3600,
    recipient_name: people[rng.int(people.length)]?.name as string,
    recipient_phone: slip(desk[rng.int(desk.length)] as string),
    recipient_address: `a${rng.int(6)}`,
  }));
  return { person: people, subscription, lodging, parcel };
}

test('the order of the rows and the number of threads change no byte', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
      const rows = town(seed);
      const turned = Object.fromEntries(
        Object.entries(rows).map(([table, list]) => [table, [...list].reverse()]),
      ) as Rows;
      const bytes = await Promise.all(
        (
          [
            [1, rows],
            [4, turned],
          ] as const
        ).map(([threads, given]) =>
          withLake(async (lake, dir) => {
            const line = await resolveRows(lake, dir, given);
            return [line.openDir, line.sealedDir].flatMap((folder) =>
              readdirSync(folder)
                .sort()
                .map((file) => `${file} ${readFileSync(join(folder, file)).toString('base64')}`),
            );
          }, threads),
        ),
      );
      expect(bytes[0]).toEqual(bytes[1]);
    }),
    runs(3),
  ));

test('a later start of time changes nobody', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), (seed) =>
      withLake(async (lake, dir) => {
        const rows = town(seed);
        const shift = 7 * 86400;
        const shifted: Rows = {
          ...rows,
          lodging: (rows.lodging ?? []).map((row) => ({ ...row, check_in: (row.check_in as number) + shift })),
        };
        const before = (await namedEvents(await resolveRows(lake, dir, rows))).stay;
        const after = (await namedEvents(await resolveRows(lake, dir, shifted))).stay;
        expect(after.map((row) => ({ ...row, check_in: Number(row.check_in) - shift }))).toEqual(before);
      }),
    ),
    runs(2),
  ));

test('edits within a bound: the plain recurrence, cut off', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(letters, letters, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
      expect(editsWithin(a, b, most)).toBe(Math.min(most + 1, slowEdits(a, b)));
    }),
    runs(500),
  );
});

test('two names agree the same both ways round, and with themselves', () => {
  const name = fc.string({ unit: fc.constantFrom('王', '伟', '明', '芳', '李'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(nameLevel(a, b)).toBe(nameLevel(b, a));
      expect(nameLevel(a, a)).toBe(0);
    }),
    runs(200),
  );
});

/** Optimal string alignment, straight from its definition. */
function slowEdits(a: string, b: string): number {
  if (a === '' || b === '') return Math.max(a.length, b.length);
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const best = Math.min(slowEdits(x, b) + 1, slowEdits(a, y) + 1, slowEdits(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1));
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return swapped ? Math.min(best, slowEdits(a.slice(0, -2), b.slice(0, -2)) + 1) : best;
}
