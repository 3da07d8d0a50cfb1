import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { config } from '../../../engine/config/index.ts';
import { distanceKm, isImpossible } from '../../../engine/kernel/impossible-travel.ts';
import type { Lake } from '../../../engine/lake/index.ts';
import { freshFolder, sql } from '../../../engine/lake/index.ts';
import { openSources, resolve, type StoredFinding } from '../../../engine/resolve/index.ts';
import { callWorld, defaultCallWorld } from '../../support/call-world.ts';
import { withLake } from '../../support/home.ts';
import { farFuture, loadRows, type Rows, testKey } from '../../support/line.ts';

type Decisions = Parameters<typeof resolve>[4];

/** Findings with their identifiers, and the pseudonym of every identifier. */
async function lifetimesOf(lake: Lake, dir: string, rows: Rows, decisions: Decisions = []) {
  const [sealedDir, openDir] = [freshFolder(join(dir, 'sealed')), freshFolder(join(dir, 'open'))];
  await openSources(lake, await loadRows(lake, rows), farFuture);
  const resolved = await resolve(lake, testKey, sealedDir, openDir, decisions);
  type Row = { [K in keyof StoredFinding]: StoredFinding[K] } & { identifier_a: string; identifier_b: string };
  const findings = await lake.rows<Row>(
    `select f.*, i.identifier_a, i.identifier_b from ${sql.parquet([join(openDir, 'finding.parquet')])} f
     join ${sql.parquet([join(sealedDir, 'finding_identifier.parquet')])} i on i.finding = f.finding order by f.kind, i.identifier_a`,
  );
  const people = await lake.rows<{ identifier: string; pseudonym: string }>(
    `select k.identifier, p.pseudonym from ${sql.parquet([join(sealedDir, 'person_key.parquet')])} k
     join ${sql.parquet([join(openDir, 'person.parquet')])} p on p.person = k.person`,
  );
  return { resolved, findings, of: new Map(people.map((row) => [row.identifier, row.pseudonym])), openDir };
}

const place = (place_id: string, lat: number | null, lon: number | null) =>
  ({ place_id, kind: 'checkpoint', area_id: 'a', lat, lon }) as const;
const passage = (record_id: string, place_id: string, passed_at: number, who: { plate?: string; id_no?: string }) => ({
  record_id,
  place_id,
  passed_at,
  ...who,
});
const shown = (record_id: string, check_in: number, phone: string, id_no: string) => ({
  record_id,
  place_id: 'h',
  check_in,
  phone,
  id_no,
});

const world = callWorld({ ...defaultCallWorld, successions: 4, people: 60, days: 14, leavers: 2, newcomers: 2 });
const [oldNumber, newNumber] = world.planted[0] as readonly [string, string];
const calls: Rows = { call: world.call };

describe('a succession makes two numbers one person', () => {
  test('both records name the older pseudonym, the merge is recorded, and no identifier leaves the sealed half', () =>
    withLake(async (lake, dir) => {
      const { findings, of, openDir } = await lifetimesOf(lake, dir, calls);
      expect(of.get(`p:${oldNumber}`)).toBe(of.get(`p:${newNumber}`));
      const succession = findings.find(
        ({ kind, identifier_a }) => kind === 'burner_succession' && identifier_a === `p:${oldNumber}`,
      );
      expect(succession).toMatchObject({
        identifier_b: `p:${newNumber}`,
        joined: 1,
        person_a: of.get(`p:${oldNumber}`),
      });
      expect(succession?.record_count).toBeGreaterThan(5);
      const merge = findings.find(({ kind, identifier_b }) => kind === 'merge' && identifier_b === `p:${newNumber}`);
      expect([merge?.person_a, merge?.person_b]).toEqual([succession?.person_a, succession?.person_b]);
      expect(readFileSync(join(openDir, 'finding.parquet')).includes(`p:${oldNumber}`)).toBe(false);
    }));

  test('the pseudonym stays when the records that tell of the succession are added', () =>
    withLake(async (lake, dir) => {
      const early = world.call.filter(({ caller, callee }) => caller !== newNumber && callee !== newNumber);
      const before = (await lifetimesOf(lake, dir, { call: early })).of.get(`p:${oldNumber}`);
      const after = (await lifetimesOf(lake, dir, calls)).of;
      expect(after.get(`p:${oldNumber}`)).toBe(before);
      expect(after.get(`p:${newNumber}`)).toBe(before);
    }));

  test('a person who says no is obeyed by every later run, and so is one who says yes', () =>
    withLake(async (lake, dir) => {
      const about = { identifierA: `p:${oldNumber}`, identifierB: `p:${newNumber}`, finding: 'F', reason: 'r', at: 1 };
      const parted = await lifetimesOf(lake, dir, calls, [{ ...about, decision: 'not_same' }]);
      expect(parted.of.get(`p:${oldNumber}`)).not.toBe(parted.of.get(`p:${newNumber}`));
      expect(
        parted.findings.some(({ kind, identifier_b }) => kind === 'merge' && identifier_b === `p:${newNumber}`),
      ).toBe(false);
      const few: Rows = { call: [{ record_id: 'x', caller: '1', callee: '2', started_at: 5, warrant_id: 'w' }] };
      const yes = { ...about, identifierA: 'p:1', identifierB: 'p:2', decision: 'same' as const };
      const joined = await lifetimesOf(lake, dir, few, [yes]);
      expect(joined.of.get('p:1')).toBe(joined.of.get('p:2'));
    }));

  test('a register outweighs it: a number registered to somebody else is listed and not joined', () =>
    withLake(async (lake, dir) => {
      const straw = { phone: newNumber, id_no: 'S', valid_from: 0 };
      const { findings, of } = await lifetimesOf(lake, dir, { ...calls, subscription: [straw] });
      const found = findings.find(
        ({ identifier_a, kind }) => kind === 'burner_succession' && identifier_a === `p:${oldNumber}`,
      );
      expect(found).toMatchObject({ identifier_b: `p:${newNumber}`, joined: 0 });
      expect(of.get('i:S')).not.toBe(of.get(`p:${oldNumber}`));
    }));

  test('the bytes do not depend on the order of the rows or the number of threads', async () => {
    const bytes = await Promise.all(
      (
        [
          [1, world.call],
          [4, [...world.call].reverse()],
        ] as const
      ).map(([threads, call]) =>
        withLake(async (lake, dir) => {
          const { openDir } = await lifetimesOf(lake, dir, { call });
          return readFileSync(join(openDir, 'finding.parquet')).toString('base64');
        }, threads),
      ),
    );
    expect(bytes[0]).toBe(bytes[1]);
  });
});

describe('the register', () => {
  test('that ends one number of a holder as it begins another tells of a succession', () =>
    withLake(async (lake, dir) => {
      const { findings } = await lifetimesOf(lake, dir, {
        subscription: [
          { phone: '1', id_no: 'A', valid_from: 0, valid_to: 1000 },
          { phone: '2', id_no: 'A', valid_from: 1000 },
          { phone: '3', id_no: 'A', valid_from: 9_000_000 },
        ],
        lodging: [{ record_id: 'r', place_id: 'h', check_in: 500, phone: '1' }],
      });
      expect(
        findings.map(({ kind, identifier_a, identifier_b, records }) => [kind, identifier_a, identifier_b, records]),
      ).toEqual([['burner_succession', 'p:1', 'p:2', 'r']]);
    }));
});

describe('phones and plates in several hands', () => {
  test('one clean change is a hand-over, going back and forth is sharing, two showings prove nothing', () =>
    withLake(async (lake, dir) => {
      const orders = { handed: 'AAABBB', shared: 'ABABAB', nothing: 'AB' };
      const lodging = Object.entries(orders).flatMap(([phone, order]) =>
        [...order].map((id, i) => shown(`${phone}${i}`, 86400 * i, phone, `${phone}${id}`)),
      );
      const { findings } = await lifetimesOf(lake, dir, { lodging });
      expect(findings.map(({ kind, record_count }) => [kind, record_count])).toEqual([
        ['phone_changes_hands', 6],
        ['shared_phone', 6],
      ]);
      // Under sharing, 3 before 3 has probability 1 / C(6, 3); and it must be the own one of either.
      const own = 1 / (1 + (1 - 0.02) / 0.02 / (0.8 / 0.05) ** 3);
      expect(findings[0]?.probability).toBeCloseTo((20 / 21) * own ** 2, 6);
    }));
});

describe('impossible journeys', () => {
  test('a plate in two places at once is cloned, an id borrowed; what is near or slow is neither', () =>
    withLake(async (lake, dir) => {
      const { findings } = await lifetimesOf(lake, dir, {
        place: [place('x', 25, 100), place('y', 28, 104), place('near', 25.1, 100)],
        checkpoint: [
          passage('a', 'x', 0, { plate: 'V' }),
          passage('b', 'y', 1800, { plate: 'V' }),
          passage('c', 'x', 3600, { plate: 'V' }),
          passage('d', 'x', 0, { id_no: 'I' }),
          passage('e', 'y', 60, { id_no: 'I' }),
          passage('f', 'x', 0, { plate: 'N' }),
          passage('g', 'near', 60, { plate: 'N' }),
          passage('h', 'x', 0, { plate: 'S' }),
          passage('i', 'y', 40_000, { plate: 'S' }),
        ],
      });
      expect(findings.map(({ kind, identifier_a }) => `${kind} ${identifier_a}`)).toEqual([
        'borrowed_id i:I',
        'cloned_plate v:V',
        'impossible_travel i:I',
        'impossible_travel v:V',
      ]);
    }));

  test('without coordinates they are skipped with a notice', () =>
    withLake(async (lake, dir) => {
      const { resolved } = await lifetimesOf(lake, dir, {
        place: [place('x', null, null)],
        checkpoint: [passage('a', 'x', 0, { plate: 'V' })],
      });
      expect(resolved.notices.join()).toContain('no place has coordinates');
    }));

  test('a degree of latitude is 111.2 km, and a slow clock proves nothing', () => {
    expect(distanceKm(0, 0, 1, 0)).toBeCloseTo(111.195, 2);
    expect(distanceKm(10, 179.5, 10, -179.5)).toBeCloseTo(109.5, 1);
    const limits = { kmhMax: 100, kmMin: 30, clockSeconds: 600 };
    expect(isImpossible(60, 1700, limits)).toBe(false);
    expect(isImpossible(60, 1400, limits)).toBe(true);
    expect(isImpossible(29, 0, limits)).toBe(false);
  });
});

describe('bad input stays bounded', () => {
  test('a number with 10,000 records and as many contacts, a plate at 1,000 places, and no columns', () =>
    withLake(async (lake, dir) => {
      const places = Array.from({ length: 1000 }, (_, i) => place(`p${i}`, 20 + (i % 2) * 2, 100 + i / 100));
      const { resolved, findings } = await lifetimesOf(lake, dir, {
        place: places,
        call: Array.from({ length: 10_000 }, (_, i) => ({
          record_id: `r${i}`,
          caller: 'hub',
          callee: `n${i % 4000}`,
          started_at: i * 300,
          warrant_id: 'w',
        })),
        checkpoint: places.map(({ place_id }, i) => passage(`q${i}`, place_id, i * 60, { plate: 'V' })),
        lodging: [{ record_id: 'empty', place_id: 'p1', check_in: 3 }],
      });
      expect(resolved.notices.join()).toContain(`more than ${config.lifetimes.succession.contactCrowdMax}`);
      expect(findings.find(({ kind }) => kind === 'cloned_plate')?.record_count).toBeGreaterThan(100);
    }));
});
