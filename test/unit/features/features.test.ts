import { beforeAll, describe, expect, test } from 'vitest';
import { tableByName, tableNames } from '../../../data/schema/index.ts';
import { type Feature, type FeatureTable, featureRegistry } from '../../../engine/features/index.ts';
import { lineageFaults, lineageOf } from '../../../engine/features/lineage.ts';
import { successionFeatures } from '../../../engine/features/phones.ts';
import { admitted, facts } from '../../../engine/features/registry.ts';
import { unitsZh } from '../../../engine/features/units-zh.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import { withLake } from '../../support/home.ts';
import type { Rows } from '../../support/line.ts';
import { featuresOf, smallWorld } from '../../support/whole-line.ts';

const bits = (columns: readonly Float32Array[]): string =>
  Buffer.concat(columns.map((column) => Buffer.from(column.buffer))).toString('base64');

test('names are unique, and every feature says unit, range, reason and sources', () => {
  expect(new Set(featureRegistry.map(({ name }) => name)).size).toBe(featureRegistry.length);
  for (const { name, unit, range, reason, reasonZh, sources } of featureRegistry) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(unit).not.toBe('');
    expect(reason).toMatch(/\.$/);
    expect(reasonZh).toMatch(/[\u4e00-\u9fff].*[。）]$/);
    expect(sources.length).toBeGreaterThan(0);
    const [low, high] = range;
    if (low !== null && high !== null) expect(low).toBeLessThan(high);
  }
});

describe('lineage (oversight rule 6)', () => {
  const [some] = featureRegistry as readonly [Feature, ...Feature[]];
  const from = (...sources: string[]): Feature => ({ ...some, name: 'tried', sources });

  test('no feature comes from a protected column; contacts are followed to their records', () => {
    expect(lineageFaults(featureRegistry)).toEqual([]);
    expect(lineageOf(from('contact.parcel'))).toContain('parcel.recipient_phone');
  });

  test('negative control: every audit column, every name and every unknown column is refused', () => {
    for (const table of tableNames)
      for (const [column, field] of Object.entries(tableByName(table).fields)) {
        const faults = lineageFaults([from('lodging.check_in', `${table}.${column}`)]);
        if (field.guard === 'audit' || (/name|address|plate/.test(column) && field.guard === 'identifier'))
          expect([column, faults.length]).toEqual([column, 1]);
        if (field.guard === 'open') expect([column, faults]).toEqual([column, []]);
      }
    expect(lineageFaults([from('person.birth_year')])).toEqual([
      'tried reads person.birth_year, which is for audits only',
    ]);
    expect(lineageFaults([from('truth.role'), from('contact.friendship'), from()])).toHaveLength(3);
  });

  test('a registry with a protected column stops the program', () => {
    expect(() => admitted([from('person.audit_group')])).toThrow(expect.objectContaining({ code: 'feature_lineage' }));
  });
});

test('every registered column is there, in range, and the same bytes with one and two threads', async () => {
  const rows = smallWorld(createRng(3).int, 40, 400);
  const compute = (threads: number) => withLake((lake, dir) => featuresOf(lake, dir, rows), threads);
  const table = await compute(1);
  expect(table.names).toEqual(featureRegistry.map(({ name }) => name));
  for (const [i, { name, range }] of featureRegistry.entries()) {
    const column = table.columns[i] as Float32Array;
    expect([name, column.length]).toEqual([name, table.rows]);
    const known = column.filter((value) => !Number.isNaN(value));
    // In forty people's records chance explains every contact and nobody is seen to change a number.
    if (!/^tested_|^phone_succession|^near_.*_(together|road|parcel|call)$/.test(name))
      expect([name, known.length > 0]).toEqual([name, true]);
    expect([name, known.every((value) => value >= (range[0] ?? -Infinity) && value <= (range[1] ?? Infinity))]).toEqual(
      [name, true],
    );
  }
  expect(bits((await compute(2)).columns)).toBe(bits(table.columns));
});

test.each([3, 8, 14])('as of day %i: records after it change no feature', (day) =>
  withLake(async (lake, dir) => {
    const rows = smallWorld(createRng(4).int, 30, 150);
    const asOf = 1_700_000_000 + day * 86400;
    const date = {
      lodging: 'check_in',
      transport: 'depart_at',
      checkpoint: 'passed_at',
      parcel: 'sent_at',
      call: 'started_at',
      subscription: 'valid_from',
      vehicle: 'valid_from',
      case_person: 'established_at',
    } as const;
    const upTo = Object.fromEntries(
      Object.entries(rows).map(([table, list]) => {
        const column = date[table as keyof typeof date];
        return [
          table,
          column === undefined
            ? list
            : (list as readonly Record<string, unknown>[]).filter((row) => (row[column] as number) <= asOf),
        ];
      }),
    ) as Rows;
    const known = await featuresOf(lake, dir, upTo, asOf);
    const later = await featuresOf(lake, dir, rows, asOf);
    expect(later.rows).toBe(known.rows);
    expect(bits(later.columns)).toBe(bits(known.columns));
    expect(bits((await featuresOf(lake, dir, rows)).columns)).not.toBe(bits(known.columns));
  }),
);

test('the clock of the data set decides what is night', () =>
  withLake(async (lake, dir) => {
    const noonUtc = 1_700_049_600;
    const rows: Rows = { lodging: [{ record_id: 'a', place_id: 'h', check_in: noonUtc + 3 * 3600, id_no: 'A' }] };
    const night = async (utcOffsetSeconds?: number): Promise<number> => {
      const table = await featuresOf(
        lake,
        dir,
        rows,
        undefined,
        utcOffsetSeconds === undefined ? {} : { utcOffsetSeconds },
      );
      return table.columns[table.names.indexOf('night_share')]?.[0] ?? NaN;
    };
    expect([await night(), await night(0), await night(-18000)]).toEqual([1, 0, 0]);
  }));

describe('missing is missing, not zero', () => {
  const rows = smallWorld(createRng(6).int, 30, 200);
  const tablesOf = (feature: Feature): Set<string> =>
    new Set(lineageOf(feature).flatMap((source) => source.split('.')[0] ?? []));
  const registers = new Set(['place', 'person']);
  let full: FeatureTable;
  beforeAll(async () => {
    full = await withLake((lake, dir) => featuresOf(lake, dir, rows));
  });

  test.each(['lodging', 'transport', 'checkpoint', 'parcel', 'call', 'case_person'] as const)(
    'without %s nobody has a value of what comes from it alone, and with it somebody has',
    (table) =>
      withLake(async (lake, dir) => {
        const { [table]: _, ...without } = rows;
        const of = (feature: Feature): boolean => {
          const tables = tablesOf(feature);
          // What is established is needed beside the records it is looked for in.
          if (table === 'case_person') return tables.has('case_person');
          return tables.has(table) && [...tables].every((one) => one === table || registers.has(one));
        };
        const wanted = featureRegistry.flatMap((feature, i) => (of(feature) ? [{ name: feature.name, i }] : []));
        const less = await featuresOf(lake, dir, without);
        const known = (features: FeatureTable, i: number): number =>
          (features.columns[i] as Float32Array).filter((value) => !Number.isNaN(value)).length;
        expect(wanted.length).toBeGreaterThan(4);
        expect(wanted.filter(({ i }) => known(less, i) > 0)).toEqual([]);
        expect(
          wanted.filter(
            ({ name, i }) => !/^tested_|^near_.*_(together|road|parcel|call)$/.test(name) && known(full, i) === 0,
          ),
        ).toEqual([]);
      }),
  );
});

test('a feature in a physical unit or a rate has it in its name', () => {
  for (const { name, unit } of facts) {
    if (['km', 'kg', 'hours', 'days', 'seconds'].includes(unit))
      expect([name, name.split('_').at(-1)]).toEqual([name, unit]);
    if (unit === 'per 30 days') expect(name).toMatch(/_rate$/);
    if (name.endsWith('_share')) expect([name, unit]).toEqual([name, 'share']);
    if (/_lift(_|$)/.test(name)) expect([name, unit]).toEqual([name, 'log2 of times the expectation']);
  }
  expect(
    [...featureRegistry, ...facts].filter(({ unit }) => unitsZh[unit] === undefined).map(({ unit }) => unit),
  ).toEqual([]);
});

test('a number that takes over from another: the probability of the finding, for either of the two, else missing', () =>
  withLake(async (lake) => {
    await lake.run(
      "create table person as select * from (values (0, 'P-A'), (1, 'P-B'), (2, 'P-C'), (3, 'P-D')) as t(person, pseudonym)",
    );
    await lake.run(`create table identity_finding as select * from (values
      ('burner_succession', cast(0.25 as DOUBLE), 'P-A', 'P-B'), ('burner_succession', cast(0.75 as DOUBLE), 'P-C', 'P-A'),
      ('shared_phone', cast(0.9 as DOUBLE), 'P-D', null)) as t(kind, probability, person_a, person_b)`);
    const column = (await successionFeatures(lake, 5)).get('phone_succession_probability');
    expect([...(column ?? [])]).toEqual([0.75, 0.25, 0.75, NaN, NaN]);
  }));
