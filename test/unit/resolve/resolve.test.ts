import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sql } from '../../../engine/lake/index.ts';
import { newestInstant, openSources } from '../../../engine/resolve/index.ts';
import { withLake } from '../../support/home.ts';
import { loadRows, namedEvents, type Rows, resolveRows } from '../../support/line.ts';

const passage = (record_id: string, at: number, who: { plate?: string; id_no?: string }) => ({
  record_id,
  place_id: 'c',
  passed_at: at,
  ...who,
});
const call = (record_id: string, caller: string, callee: string, at: number) => ({
  record_id,
  caller,
  callee,
  started_at: at,
  warrant_id: 'w',
});
const stay = (record_id: string, at: number, who: { id_no?: string; phone?: string; plate?: string }) => ({
  record_id,
  place_id: 'h',
  check_in: at,
  ...who,
});

/** Who each record of an event table is about, as pseudonyms. */
async function who(
  rows: Rows,
  table: string,
  column = 'person',
  asOf?: number,
): Promise<{ by: Record<string, string>; of: (identifier: string) => Promise<string | undefined> }> {
  return withLake(async (lake, dir) => {
    const line = await resolveRows(lake, dir, rows, asOf);
    const events = await namedEvents(line);
    const identifiers = await lake.rows<{ identifier: string; pseudonym: string }>(
      `select k.identifier, p.pseudonym from ${sql.parquet([join(line.sealedDir, 'person_key.parquet')])} k join ${sql.parquet([line.tableFile('person')])} p on p.person = k.person`,
    );
    const names = new Map(identifiers.map((row) => [row.identifier, row.pseudonym]));
    return {
      by: Object.fromEntries(events[table].map((row) => [String(row.record_id), String(row[column])])),
      of: async (identifier) => names.get(identifier),
    };
  });
}

describe('tenure', () => {
  test('a phone that changes hands is its holder at the instant of the call', async () => {
    const { by, of } = await who(
      {
        subscription: [
          { phone: '138', id_no: 'A', valid_from: 100, valid_to: 200 },
          { phone: '138', id_no: 'B', valid_from: 200 },
        ],
        call: [
          call('before', '138', '9', 50),
          call('first', '138', '9', 100),
          call('last', '138', '9', 199),
          call('handed', '138', '9', 200),
          call('now', '138', '9', 5000),
        ],
      },
      'conversation',
      'caller',
    );
    expect(by).toEqual({
      before: await of('p:138'),
      first: await of('i:A'),
      last: await of('i:A'),
      handed: await of('i:B'),
      now: await of('i:B'),
    });
    expect(new Set([await of('p:138'), await of('i:A'), await of('i:B')]).size).toBe(3);
  });

  test('a plate that changes hands is its keeper at the instant of the passage', async () => {
    const { by, of } = await who(
      {
        vehicle: [
          { plate: 'V1', id_no: 'A', valid_from: 100, valid_to: 200 },
          { plate: 'V1', id_no: 'B', valid_from: 300 },
        ],
        checkpoint: [
          passage('a', 150, { plate: 'V1' }),
          passage('between', 250, { plate: 'V1' }),
          passage('b', 301, { plate: 'V1' }),
        ],
      },
      'passage',
    );
    expect(by).toEqual({ a: await of('i:A'), between: await of('v:V1'), b: await of('i:B') });
  });

  test('of several holders at once the one registered last counts, and after that one the other again', async () => {
    const { by, of } = await who(
      {
        subscription: [
          { phone: '138', id_no: 'A', valid_from: 0 },
          { phone: '138', id_no: 'B', valid_from: 10, valid_to: 20 },
          { phone: '138', id_no: 'A', valid_from: 15, valid_to: 16 },
        ],
        call: [5, 12, 15, 18, 25].map((at) => call(String(at), '138', '9', at)),
      },
      'conversation',
      'caller',
    );
    const [a, b] = [await of('i:A'), await of('i:B')];
    expect(by).toEqual({ 5: a, 12: b, 15: a, 18: b, 25: a });
  });

  test('a record is never doubled by registers that overlap', () =>
    withLake(async (lake, dir) => {
      const subscription = ['A', 'B', 'C'].map((id_no) => ({ phone: '138', id_no, valid_from: 0 }));
      const line = await resolveRows(lake, dir, {
        subscription,
        call: [call('1', '138', '138', 5)],
        parcel: [
          {
            record_id: 'p',
            waybill_no: '1',
            from_place: 'x',
            to_place: 'y',
            sent_at: 5,
            sender_phone: '138',
            recipient_phone: '138',
          },
        ],
      });
      expect(await line.rows('conversation')).toHaveLength(1);
      expect(await line.rows('shipment')).toHaveLength(1);
    }));

  test('a subscription that ended before the record, or begins after the date, says nothing', async () => {
    const rows: Rows = {
      subscription: [
        { phone: '1', id_no: 'A', valid_from: 0, valid_to: 100 },
        { phone: '2', id_no: 'B', valid_from: 600 },
      ],
      call: [call('r', '1', '2', 500)],
    };
    expect((await who(rows, 'conversation', 'caller', 550)).by.r).toBe(
      await (await who(rows, 'conversation')).of('p:1'),
    );
    const { by, of } = await who(rows, 'conversation', 'callee', 550);
    expect(by.r).toBe(await of('p:2'));
    expect(await of('i:B')).toBeUndefined();
  });
});

describe('claims', () => {
  test('a phone or plate without a registered holder belongs to the one id it is shown with', async () => {
    const { by, of } = await who(
      {
        lodging: [stay('shown', 1, { id_no: 'A', phone: '138' }), stay('phone', 2, { phone: '138' })],
        checkpoint: [passage('x', 3, { plate: 'V', id_no: 'A' })],
      },
      'stay',
    );
    expect(by.phone).toBe(await of('i:A'));
    expect(await of('v:V')).toBe(await of('i:A'));
  });

  test('shown with two ids it stays a person of its own, and each record goes to the id it shows', async () => {
    const { by, of } = await who(
      {
        lodging: [
          stay('a', 1, { id_no: 'A', phone: '138' }),
          stay('b', 2, { id_no: 'B', phone: '138' }),
          stay('p', 3, { phone: '138' }),
        ],
      },
      'stay',
    );
    expect(by).toEqual({ a: await of('i:A'), b: await of('i:B'), p: await of('p:138') });
    expect(new Set(Object.values(by)).size).toBe(3);
  });

  test('a register outweighs what was shown', async () => {
    const { by, of } = await who(
      {
        subscription: [{ phone: '138', id_no: 'B', valid_from: 0 }],
        lodging: [stay('a', 1, { id_no: 'A', phone: '138' }), stay('p', 2, { phone: '138' })],
      },
      'stay',
    );
    expect(by).toEqual({ a: await of('i:A'), p: await of('i:B') });
  });

  test('a phone with no holder is a person of its own', async () => {
    const { by, of } = await who({ call: [call('r', '1', '2', 5)] }, 'conversation', 'caller');
    expect(by.r).toBe(await of('p:1'));
    expect(await of('p:1')).not.toBe(await of('p:2'));
  });
});

describe('pseudonyms and numbers', () => {
  const rows: Rows = {
    person: ['A', 'B', 'C'].map((id_no) => ({ id_no, home_area: 'north' })),
    subscription: [{ phone: '1', id_no: 'A', valid_from: 0 }],
    lodging: [
      stay('a', 1, { id_no: 'A', phone: '7' }),
      stay('b', 2, { id_no: 'B', plate: 'V' }),
      stay('p', 3, { phone: '8' }),
    ],
    call: [call('r', '1', '9', 5), call('s', '9', '8', 6)],
    case_person: [{ case_no: 'k', id_no: 'B', role: 'user', established_at: 3, basis: 'seizure' }],
  };
  const turned = Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, [...list].reverse()])) as Rows;

  test('do not depend on the order of the rows: the same bytes', () =>
    withLake(async (lake, dir) => {
      const one = await resolveRows(lake, dir, rows);
      const other = await resolveRows(lake, dir, turned);
      for (const file of readdirSync(one.openDir))
        expect([file, readFileSync(join(one.openDir, file)).equals(readFileSync(join(other.openDir, file)))]).toEqual([
          file,
          true,
        ]);
      expect(
        readFileSync(join(one.sealedDir, 'person_key.parquet')).equals(
          readFileSync(join(other.sealedDir, 'person_key.parquet')),
        ),
      ).toBe(true);
    }));

  test('stay when records of other people are added', () =>
    withLake(async (lake, dir) => {
      const before = await namedEvents(await resolveRows(lake, dir, rows));
      const more = await namedEvents(
        await resolveRows(lake, dir, {
          ...rows,
          call: [...(rows.call ?? []), call('t', '0', '00', 7)],
          person: [...(rows.person ?? []), { id_no: '0' }],
        }),
      );
      for (const table of ['stay', 'established', 'person'])
        expect(more[table]).toEqual(expect.arrayContaining(before[table]));
      expect(more.conversation).toEqual(expect.arrayContaining(before.conversation));
    }));

  test('an id keeps its pseudonym when it gains a phone; the phone gives up its own, and takes it back when claimed twice', () =>
    withLake(async (lake, dir) => {
      const alone = await resolveRows(lake, dir, { person: [{ id_no: 'A' }], call: [call('r', '7', '9', 5)] });
      const claimed = await resolveRows(lake, dir, {
        call: [call('r', '7', '9', 5)],
        lodging: [stay('a', 6, { id_no: 'A', phone: '7' })],
      });
      const twice = await resolveRows(lake, dir, {
        call: [call('r', '7', '9', 5)],
        lodging: [stay('a', 6, { id_no: 'A', phone: '7' }), stay('b', 7, { id_no: 'B', phone: '7' })],
      });
      const a = await alone.pseudonymOf('i:A');
      const phone = await alone.pseudonymOf('p:7');
      expect(phone).not.toBe(a);
      expect([await claimed.pseudonymOf('i:A'), await claimed.pseudonymOf('p:7')]).toEqual([a, a]);
      expect([await twice.pseudonymOf('i:A'), await twice.pseudonymOf('p:7')]).toEqual([a, phone]);
    }));
});

describe('as of a date', () => {
  const upTo: Rows = {
    person: [{ id_no: 'A' }],
    place: [{ place_id: 'h', kind: 'hotel', area_id: 'north' }],
    subscription: [{ phone: '1', id_no: 'A', valid_from: 0 }],
    vehicle: [{ plate: 'V', id_no: 'A', valid_from: 0, valid_to: 90 }],
    lodging: [{ ...stay('a', 50, { phone: '1' }), check_out: 80 }, stay('open', 99, { id_no: 'A' })],
    transport: [
      { record_id: 't', mode: 'bus', service_id: 's', from_place: 'h', to_place: 'h', depart_at: 100, id_no: 'A' },
    ],
    call: [call('r', '1', '9', 100)],
    case_person: [{ case_no: 'k', id_no: 'A', role: 'user', established_at: 100, basis: 'seizure' }],
  };

  test('no record after the date changes anything, and ends after it are unknown', () =>
    withLake(async (lake, dir) => {
      const known = await namedEvents(await resolveRows(lake, dir, upTo, 100));
      const later: Rows = {
        ...upTo,
        subscription: [
          { phone: '1', id_no: 'A', valid_from: 0, valid_to: 101 },
          { phone: '1', id_no: 'B', valid_from: 101 },
          { phone: '9', id_no: 'C', valid_from: 101 },
        ],
        vehicle: [...(upTo.vehicle ?? []), { plate: 'V', id_no: 'B', valid_from: 120 }],
        lodging: [
          { ...stay('a', 50, { phone: '1' }), check_out: 80 },
          { ...stay('open', 99, { id_no: 'A' }), check_out: 150 },
          stay('z', 101, { id_no: 'Z', phone: '9' }),
        ],
        transport: [{ ...upTo.transport?.[0], arrive_at: 130 }],
        call: [...(upTo.call ?? []), call('x', '5', '6', 101)],
        parcel: [{ record_id: 'p', waybill_no: '1', from_place: 'h', to_place: 'h', sent_at: 101, sender_phone: '3' }],
        checkpoint: [passage('c', 101, { plate: 'V', id_no: 'Q' })],
        case_person: [
          ...(upTo.case_person ?? []),
          { case_no: 'k', id_no: 'B', role: 'user', established_at: 101, basis: 'seizure' },
        ],
      };
      expect(await namedEvents(await resolveRows(lake, dir, later, 100))).toEqual(known);
      expect(known.stay.map((row) => row.check_out)).toEqual([80, null]);
      const negativeControl = await namedEvents(await resolveRows(lake, dir, later, 101));
      expect(negativeControl).not.toEqual(known);
    }));

  test('the newest instant is the newest record, of sources that are there', () =>
    withLake(async (lake) => {
      expect(await newestInstant(lake, await loadRows(lake, upTo))).toBe(100);
      expect(await newestInstant(lake, () => undefined)).toBeUndefined();
      expect(await newestInstant(lake, await loadRows(lake, { call: [] }))).toBeUndefined();
    }));

  test('no source at all resolves to nobody', () =>
    withLake(async (lake, dir) => {
      await openSources(lake, () => undefined, 1);
      const line = await resolveRows(lake, dir, {});
      expect(line.persons).toBe(0);
      expect(await line.rows('person')).toEqual([]);
    }));
});

describe('established facts', () => {
  test('a registered phone stands for who held it then, an unregistered one for itself or its one id', () =>
    withLake(async (lake, dir) => {
      const line = await resolveRows(lake, dir, {
        subscription: [
          { phone: '1', id_no: 'A', valid_from: 0, valid_to: 50 },
          { phone: '1', id_no: 'B', valid_from: 50 },
        ],
        lodging: [stay('s', 5, { id_no: 'D', phone: '4' })],
        case_person: [
          { case_no: 'k', phone: '1', role: 'retailer', established_at: 49, basis: 'conviction' },
          { case_no: 'k', phone: '2', role: 'user', established_at: 49, basis: 'conviction' },
          { case_no: 'k', phone: '4', role: 'victim', established_at: 49, basis: 'conviction' },
        ],
      });
      const { established } = await namedEvents(line);
      const of = Object.fromEntries(established.map((row) => [row.role, row.person]));
      expect(of).toEqual({
        retailer: await line.pseudonymOf('i:A'),
        user: await line.pseudonymOf('p:2'),
        victim: await line.pseudonymOf('i:D'),
      });
    }));

  test('one person established by id and by phone is established once a case, role and date', () =>
    withLake(async (lake, dir) => {
      const fact = { case_no: 'k', role: 'user', established_at: 9, basis: 'seizure' } as const;
      const line = await resolveRows(lake, dir, {
        subscription: [{ phone: '1', id_no: 'A', valid_from: 0 }],
        case_person: [
          { ...fact, id_no: 'A' },
          { ...fact, phone: '1' },
          { ...fact, phone: '1', established_at: 10 },
        ],
      });
      const { established } = await namedEvents(line);
      expect(established.map((row) => row.established_at)).toEqual([9, 10]);
      expect(new Set(established.map((row) => row.person))).toEqual(new Set([await line.pseudonymOf('i:A')]));
    }));
});

test('area: as registered, else where most records are, else none; ties by name', () =>
  withLake(async (lake, dir) => {
    const place = (['n', 's'] as const).map((place_id) => ({
      place_id,
      kind: 'hotel' as const,
      area_id: place_id === 'n' ? 'north' : 'south',
    }));
    const at = (record_id: string, place_id: string, phone: string) => ({ ...stay(record_id, 1, { phone }), place_id });
    const line = await resolveRows(lake, dir, {
      place,
      person: [{ id_no: 'A', home_area: 'hill' }, { id_no: 'B' }],
      subscription: [
        { phone: '1', id_no: 'A', valid_from: 0 },
        { phone: '2', id_no: 'B', valid_from: 0 },
      ],
      lodging: [
        at('1', 'n', '1'),
        at('2', 'n', '2'),
        at('3', 's', '2'),
        at('4', 's', '2'),
        at('5', 's', '3'),
        at('6', 'n', '3'),
        at('7', 'unknown', '4'),
      ],
    });
    const people = await line.rows<{ pseudonym: string; area_id: string | null }>('person');
    const area = new Map(people.map((row) => [row.pseudonym, row.area_id]));
    const found = [];
    for (const identifier of ['i:A', 'i:B', 'p:3', 'p:4'])
      found.push(area.get((await line.pseudonymOf(identifier)) ?? ''));
    expect(found).toEqual(['hill', 'south', 'north', null]);
  }));

test('no identifier leaves the sealed folder (oversight rule 2)', () =>
  withLake(async (lake, dir) => {
    const c = (what: string): string => `CANARY${what}`;
    const line = await resolveRows(lake, dir, {
      person: [{ id_no: c('id1'), name: c('name1'), home_area: 'x' }],
      subscription: [{ phone: c('ph1'), id_no: c('id1'), valid_from: 0 }],
      vehicle: [{ plate: c('pl1'), id_no: c('id1'), valid_from: 0 }],
      lodging: [{ ...stay('a', 1, { id_no: c('id2'), phone: c('ph2'), plate: c('pl2') }), guest_name: c('name2') }],
      transport: [
        {
          record_id: 't',
          mode: 'bus',
          service_id: 's',
          from_place: 'h',
          to_place: 'h',
          depart_at: 1,
          passenger_name: c('name3'),
          id_no: c('id3'),
          phone: c('ph3'),
        },
      ],
      checkpoint: [{ ...passage('c', 1, { plate: c('pl3'), id_no: c('id4') }), person_name: c('name4') }],
      parcel: [
        {
          record_id: 'p',
          waybill_no: '1',
          from_place: 'h',
          to_place: 'h',
          sent_at: 1,
          sender_name: c('name5'),
          sender_phone: c('ph4'),
          sender_id_no: c('id5'),
          sender_address: c('addr1'),
          recipient_name: c('name6'),
          recipient_phone: c('ph5'),
          recipient_address: c('addr2'),
        },
      ],
      call: [call('r', c('ph6'), c('ph7'), 1)],
      authorisation: [{ warrant_id: 'w', case_no: 'k', phone: c('ph6'), valid_from: 0, valid_to: 9 }],
      case_person: [{ case_no: 'k', phone: c('ph8'), role: 'user', established_at: 1, basis: 'seizure' }],
    });
    const leaks = async (folder: string): Promise<string[]> => {
      const found: string[] = [];
      for (const file of readdirSync(folder)) {
        // Compressed bytes hide text, so the rows are read back.
        const rows = file.endsWith('.parquet')
          ? await lake.rows(`select * from ${sql.parquet([join(folder, file)])}`)
          : readFileSync(join(folder, file), 'utf8');
        if (JSON.stringify(rows).includes('CANARY')) found.push(file);
      }
      return found;
    };
    expect(await leaks(line.openDir)).toEqual([]);
    expect(await leaks(line.sealedDir)).toEqual(['holding.parquet', 'person_key.parquet']);
  }));

test('a second run in one process forgets the first', () =>
  withLake(async (lake, dir) => {
    const small: Rows = { lodging: [stay('a', 1, { id_no: 'A' })] };
    const first = await namedEvents(await resolveRows(lake, dir, small));
    await resolveRows(lake, dir, { lodging: [stay('b', 1, { id_no: 'B' }), stay('c', 2, { id_no: 'C' })] });
    expect(await namedEvents(await resolveRows(lake, dir, small))).toEqual(first);
  }));

test('same bytes with one and two threads', async () => {
  const rows = (): Rows => ({
    subscription: Array.from({ length: 300 }, (_, i) => ({
      phone: `p${i % 200}`,
      id_no: `i${(i * 7) % 150}`,
      valid_from: i,
      ...(i % 3 === 0 ? { valid_to: i + 400 } : {}),
    })),
    call: Array.from({ length: 5000 }, (_, i) =>
      call(`r${i}`, `p${(i * 31) % 250}`, `p${(i * 17) % 250}`, (i * 13) % 1000),
    ),
    lodging: Array.from({ length: 3000 }, (_, i) =>
      stay(`s${i}`, (i * 11) % 1000, { phone: `p${i % 260}`, ...(i % 2 === 0 ? { id_no: `i${i % 180}` } : {}) }),
    ),
  });
  const bytes = (threads: number): Promise<string[]> =>
    withLake(async (lake, dir) => {
      const { openDir } = await resolveRows(lake, dir, rows());
      return readdirSync(openDir)
        .sort()
        .map((file) => readFileSync(join(openDir, file)).toString('base64'));
    }, threads);
  expect(await bytes(1)).toEqual(await bytes(2));
});
