import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sql } from '../../../engine/lake/index.ts';
import { openSources, resolve } from '../../../engine/resolve/index.ts';
import { withLake } from '../../support/home.ts';
import { farFuture, loadRows, type Rows, testKey } from '../../support/line.ts';

type Decisions = Parameters<typeof resolve>[4];

/** Persons of the events by record id, and of the identifiers. */
async function whoIsWho(rows: Rows, decisions: Decisions = []) {
  return withLake(async (lake, dir) => {
    const { mkdirSync } = await import('node:fs');
    const [sealed, open] = [join(dir, 'sealed'), join(dir, 'open')];
    for (const folder of [sealed, open]) mkdirSync(folder);
    await openSources(lake, await loadRows(lake, rows), farFuture);
    const resolved = await resolve(lake, testKey, sealed, open, decisions);
    const file = (name: string, folder = open): string => sql.parquet([join(folder, `${name}.parquet`)]);
    const named = async (query: string): Promise<ReadonlyMap<string, string>> => {
      const found = await lake.rows<{ key: string; pseudonym: string }>(
        `select q.key, p.pseudonym from (${query}) q join ${file('person')} p on p.person = q.person order by q.key`,
      );
      return new Map(found.map(({ key, pseudonym }) => [key, pseudonym]));
    };
    return {
      resolved,
      of: await named(`select identifier as key, person from ${file('person_key', sealed)}`),
      record: await named(
        `select record_id as key, person from ${file('stay')} union all select record_id, person from ${file('leg')}
         union all select record_id, recipient from ${file('shipment')} where recipient is not null
         union all select record_id, person from ${file('passage')} union all select record_id, caller from ${file('conversation')}`,
      ),
      slips: await lake.rows<{ identifier: string; meant: string }>(
        `select identifier, meant from ${file('slip', sealed)} order by identifier`,
      ),
      holdings: await lake.rows<{ identifier: string; valid_from: number; probability: number; state: string }>(
        `select identifier, valid_from, probability, state from ${file('holding', sealed)} order by identifier, valid_from, state`,
      ),
    };
  });
}

const letters = [
  '伟',
  '芳',
  '强',
  '敏',
  '军',
  '静',
  '杰',
  '丽',
  '勇',
  '艳',
  '涛',
  '娟',
  '斌',
  '霞',
  '磊',
  '秀',
  '波',
  '英',
  '辉',
  '玉',
];
const surnames = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周'];
/** 60 registered people whose ids differ in many digits and whose names are all different. */
const people = Array.from({ length: 60 }, (_, i) => ({
  id_no: `99${String((i * 7919 + 13) % 10000).padStart(4, '0')}${1950 + ((i * 17) % 50)}${String(101 + ((i * 211) % 828)).padStart(4, '0')}${String((i * 373) % 1000).padStart(3, '0')}${(i * 3) % 10}`,
  name: `${surnames[i % 10]}${letters[i % 20]}${letters[(i * 3 + Math.floor(i / 20)) % 20]}`,
  birth_year: 1950 + ((i * 17) % 50),
}));
const id = (i: number): string => people[i]?.id_no as string;
const name = (i: number): string => people[i]?.name as string;
const day = 86400;
const stay = (record_id: string, at: number, who: Partial<Record<'id_no' | 'guest_name' | 'phone', string>>) => ({
  record_id,
  place_id: 'h',
  check_in: at * day,
  ...who,
});
const subscription = people.map(({ id_no }, i) => ({ phone: `1300000${1000 + i * 37}`, id_no, valid_from: 0 }));
const phone = (i: number): string => subscription[i]?.phone as string;
/** Everybody is seen now and then. */
const usual = people.flatMap((_, i) =>
  [1, 2, 3, 4].map((n) => stay(`u${i}-${n}`, n * 7 + i, { id_no: id(i), guest_name: name(i), phone: phone(i) })),
);
const swapped = (text: string, at: number): string =>
  text.slice(0, at) + (text[at + 1] as string) + (text[at] as string) + text.slice(at + 2);
const wrong = (text: string, at: number): string =>
  `${text.slice(0, at)}${(Number(text[at]) + 3) % 10}${text.slice(at + 1)}`;

describe('identifiers with typing errors', () => {
  const rows: Rows = {
    person: people,
    subscription,
    lodging: [
      ...usual,
      stay('slip', 90, { id_no: wrong(id(5), 9), guest_name: name(5) }),
      stay('swap', 91, { id_no: swapped(id(6), 12), guest_name: name(6), phone: phone(6) }),
      stay('phone', 92, { phone: wrong(phone(7), 9), guest_name: name(7) }),
      stay('stranger', 93, { id_no: '995555199901011234', guest_name: name(8) }),
    ],
  };

  test('are the person that was meant, under the pseudonym of the registered id; a namesake with another id is not', async () => {
    const { of, record, slips } = await whoIsWho(rows);
    expect(record.get('slip')).toBe(of.get(`i:${id(5)}`));
    expect(record.get('swap')).toBe(of.get(`i:${id(6)}`));
    expect(record.get('phone')).toBe(of.get(`i:${id(7)}`));
    expect(record.get('stranger')).not.toBe(of.get(`i:${id(8)}`));
    expect(slips.map(({ meant }) => meant)).toEqual(expect.arrayContaining([`i:${id(5)}`, `i:${id(6)}`]));
    const before = await whoIsWho({ ...rows, lodging: usual });
    expect(of.get(`i:${id(5)}`)).toBe(before.of.get(`i:${id(5)}`));
  });

  test('a person who says no is obeyed', async () => {
    const slip = `i:${wrong(id(5), 9)}`;
    const about = { identifierA: slip, identifierB: `i:${id(5)}`, finding: '', reason: 'brothers', by: 'Li', at: 1 };
    const { of, record } = await whoIsWho(rows, [{ ...about, decision: 'not_same' }]);
    expect(record.get('slip')).not.toBe(of.get(`i:${id(5)}`));
    expect(record.get('swap')).toBe(of.get(`i:${id(6)}`));
  });

  test('two that a register knows are never one, nor two on one order', async () => {
    const twin = { ...people[5], id_no: wrong(id(5), 9) } as (typeof people)[number];
    const both = await whoIsWho({ ...rows, person: [...people, twin] });
    expect(both.record.get('slip')).not.toBe(both.of.get(`i:${id(5)}`));
    const ticket = {
      mode: 'bus',
      service_id: 's',
      from_place: 'a',
      to_place: 'b',
      depart_at: 99 * day,
      order_id: 'o',
    } as const;
    const together = await whoIsWho({
      ...rows,
      transport: [
        { ...ticket, record_id: 't1', id_no: id(5), passenger_name: name(5) },
        { ...ticket, record_id: 't2', id_no: wrong(id(5), 9), passenger_name: name(5) },
      ],
    });
    expect(together.record.get('slip')).not.toBe(together.of.get(`i:${id(5)}`));
  });

  test('ids numbered one after the other are not slips of one another', async () => {
    const lodging = Array.from({ length: 200 }, (_, i) => stay(`r${i}`, i, { id_no: `ID${100000 + (i % 50)}` }));
    const { slips } = await whoIsWho({ lodging });
    expect(slips).toEqual([]);
  });
});

describe('a phone with a name and no id', () => {
  const rows: Rows = {
    person: people,
    subscription,
    lodging: [
      ...usual,
      stay('shown', 50, { id_no: id(11), guest_name: name(11), phone: phone(10) }),
      stay('friend', 60, { guest_name: name(11), phone: phone(10) }),
      stay('holder', 61, { guest_name: name(10), phone: phone(10) }),
      stay('unknown', 62, { guest_name: '欧阳无名', phone: phone(10) }),
      stay('nameless', 63, { phone: phone(10) }),
    ],
    parcel: [
      {
        record_id: 'nickname',
        waybill_no: 'w',
        from_place: 'a',
        to_place: 'b',
        sent_at: 64 * day,
        recipient_phone: phone(12),
        recipient_name: '小可爱',
      },
    ],
  };

  test('is the one of the name among those it was shown with; else somebody unknown who was there, else its holder', async () => {
    const { of, record } = await whoIsWho(rows);
    expect(record.get('friend')).toBe(of.get(`i:${id(11)}`));
    expect(record.get('holder')).toBe(of.get(`i:${id(10)}`));
    expect(record.get('nameless')).toBe(of.get(`i:${id(10)}`));
    expect(record.get('nickname')).toBe(of.get(`i:${id(12)}`));
    expect(record.get('unknown')).toBe(of.get(`n:${phone(10)} 欧阳无名`));
    expect(new Set(people.map(({ id_no }) => of.get(`i:${id_no}`))).has(record.get('unknown'))).toBe(false);
  });

  test('a name in letters is the same name in characters', async () => {
    const { of, record } = await whoIsWho({
      ...rows,
      person: people.map((person, i) => (i === 11 ? { ...person, name: '欧阳伟明' } : person)),
      lodging: [...(rows.lodging ?? []), stay('pinyin', 70, { guest_name: 'Weiming Ouyang', phone: phone(11) })],
    });
    expect(record.get('pinyin')).toBe(of.get(`i:${id(11)}`));
  });
});

describe('who holds a phone', () => {
  const used = [1, 2, 3, 4, 5].map((n) =>
    stay(`w${n}`, 100 + n, { id_no: id(21), guest_name: name(21), phone: phone(20) }),
  );
  const call = { record_id: 'c', caller: phone(20), callee: 'x', started_at: 103 * day + 5, warrant_id: 'w' };
  const quiet = usual.filter(({ record_id }) => !record_id.startsWith('u20-'));

  test('the register, until somebody else surely uses it; both give way to a decision', async () => {
    const rows: Rows = { person: people, subscription, lodging: quiet, call: [call] };
    const registered = await whoIsWho(rows);
    expect(registered.record.get('c')).toBe(registered.of.get(`i:${id(20)}`));
    const another = await whoIsWho({ ...rows, lodging: [...quiet, ...used] });
    expect(another.record.get('c')).toBe(another.of.get(`i:${id(21)}`));
    const states = ({ holdings }: Awaited<ReturnType<typeof whoIsWho>>): readonly string[] =>
      holdings
        .filter(({ identifier, state }) => identifier === `p:${phone(20)}` && state !== 'phone_changes_hands')
        .map(({ state }) => state);
    expect(states(another)).toEqual(['used_by_another']);
    // From the last day on which the registered holder showed it.
    expect(states(await whoIsWho({ ...rows, lodging: [...usual, ...used] }))).toEqual([
      'registered',
      'used_by_another',
    ]);
    const decision = {
      identifierA: `p:${phone(20)}`,
      identifierB: `i:${id(22)}`,
      finding: '',
      reason: 'r',
      by: 'Li',
      at: 1,
    };
    const told = await whoIsWho(rows, [{ ...decision, decision: 'same' }]);
    expect(told.record.get('c')).toBe(told.of.get(`i:${id(22)}`));
  });

  test('who is on all of its orders, or shows it most; nobody where two show it alike', async () => {
    const [most, alike] = ['1399000001', '1399000002'];
    const shows = (number: string, who: number, days: readonly number[]) =>
      days.map((at) => stay(`${number}-${who}-${at}`, at, { id_no: id(who), guest_name: name(who), phone: number }));
    const ticket = (order: number, who: number, number: string) => ({
      record_id: `o${order}-${who}`,
      order_id: `o${order}`,
      depart_at: (120 + order) * day,
      id_no: id(who),
      phone: number,
    });
    const numbers = [most, alike, phone(30), phone(31)];
    const { of, record } = await whoIsWho({
      person: people,
      subscription,
      lodging: [
        ...usual.filter(({ record_id }) => !/^u3[01]-/.test(record_id)),
        ...shows(most, 21, [100, 101, 102, 103, 104, 105]),
        ...shows(most, 22, [103]),
        ...shows(alike, 21, [110, 112, 114]),
        ...shows(alike, 22, [111, 113, 115]),
      ],
      transport: [
        ...[1, 2, 3, 4].flatMap((n) => [ticket(n, 40, phone(30)), ticket(n, 40 + n, phone(30))]),
        ...[5, 6, 7, 8].flatMap((n) => [ticket(n, 50, phone(31)), ticket(n, 51, phone(31))]),
      ],
      call: numbers.map((caller, i) => ({
        record_id: `c${i}`,
        caller,
        callee: 'x',
        started_at: 130 * day,
        warrant_id: 'w',
      })),
    });
    expect(numbers.map((_, i) => record.get(`c${i}`))).toEqual([
      of.get(`i:${id(21)}`),
      of.get(`p:${alike}`),
      of.get(`i:${id(40)}`),
      of.get(`i:${id(31)}`),
    ]);
  });
});

describe('who is in a car', () => {
  const at = (trip: number, gate: number): number => (200 + trip) * day + gate * 3600;
  /** On each trip the car passes three gates of its own road; the one in it is read at the first two, -1: nobody is. */
  const gate = (plate: string, kind: string, trip: number, n: number, more: object) => ({
    record_id: `${plate}-${kind}${trip}-${n}`,
    passed_at: at(trip, n),
    place_id: `${plate}-${n}`,
    direction: 'in' as const,
    lane: '1',
    ...more,
  });
  const papers = (plate: string, kind: string, trip: number, more: object) =>
    [0, 1].map((n) => gate(plate, kind, trip, n, { passed_at: at(trip, n) + 20, id_no: id(21), ...more }));
  const trips = (plate: string, drivers: readonly number[]) =>
    drivers.flatMap((driver, trip) => [
      ...[0, 1, 2].map((n) => gate(plate, 'p', trip, n, { plate })),
      ...(driver < 0 ? [] : papers(plate, 'i', trip, { id_no: id(driver) })),
    ]);

  test('whoever was read with the plate on the trip, not its keeper; the keeper where nobody says otherwise', async () => {
    const cars: Readonly<Record<string, readonly object[]>> = {
      A: trips('A', [20, 21, 20, -1]),
      NEVER: trips('NEVER', [...Array<number>(10).fill(21), -1]),
      ONCE: [...trips('ONCE', [21, 20, 20]), gate('ONCE', 'k', 0, 2, { id_no: id(20) })],
      LANE: [...trips('LANE', [20, 20, -1]), ...papers('LANE', 'x', 2, { lane: '2' })],
      LATE: [
        ...trips('LATE', [20, 20, -1]),
        ...[0, 1].map((n) => gate('LATE', 'x', 2, n, { passed_at: at(2, n) + 31, id_no: id(21) })),
      ],
      BESIDE: [
        ...trips('BESIDE', [20, 20, 21]),
        ...[0, 1].map((n) => gate('BESIDE', 'n', 2, n, { passed_at: at(2, n) + 40, plate: 'OTHER' })),
      ],
      SAME: [
        ...trips('SAME', [20, 20, -1]),
        ...[3, 4].map((n) => gate('SAME', 's', 2, n, { plate: 'SAME', id_no: id(21) })),
      ],
    };
    const { of, record, holdings } = await whoIsWho({
      person: people,
      vehicle: Object.keys(cars).map((plate) => ({ plate, id_no: id(20), valid_from: 0 })),
      lodging: usual,
      checkpoint: Object.values(cars).flat(),
    });
    const driver = (recordId: string): number =>
      [20, 21].find((n) => of.get(`i:${id(n)}`) === record.get(recordId)) ?? -1;
    expect(['A-p0-2', 'A-p1-2', 'A-p2-2', 'A-p3-2'].map(driver)).toEqual([20, 21, 20, 20]);
    expect(driver('NEVER-p10-2')).toBe(21);
    expect(['ONCE-p0-0', 'ONCE-p0-1', 'ONCE-p0-2'].map(driver)).toEqual([20, 20, 20]);
    expect(['LANE-p2-2', 'LATE-p2-2', 'BESIDE-p2-2'].map(driver)).toEqual([20, 20, 20]);
    expect(driver('SAME-p2-0')).toBe(21);
    expect(
      holdings.filter(({ identifier, state }) => identifier === 'v:A' && state === 'driven_by_another'),
    ).toMatchObject([{ valid_from: at(1, 0) }]);
  });

  test('what a person decided about a plate stands', async () => {
    const told = { finding: '', reason: 'r', by: 'Li', at: 1 };
    const { of, record } = await whoIsWho(
      {
        person: people,
        vehicle: ['MINE', 'NOTHIS', 'FREE'].map((plate) => ({ plate, id_no: id(20), valid_from: 0 })),
        lodging: usual,
        checkpoint: ['MINE', 'NOTHIS', 'FREE'].flatMap((plate) => trips(plate, [20, 21, 20])),
      },
      [
        { ...told, decision: 'same', identifierA: 'v:MINE', identifierB: `i:${id(20)}` },
        { ...told, decision: 'not_same', identifierA: 'v:NOTHIS', identifierB: `i:${id(21)}` },
      ],
    );
    // Whom a person told apart from a plate it does not stand for; its keeper was not in it, so it stands for nobody.
    expect(['MINE', 'NOTHIS', 'FREE'].map((plate) => record.get(`${plate}-p1-2`))).toEqual([
      of.get(`i:${id(20)}`),
      undefined,
      of.get(`i:${id(21)}`),
    ]);
  });
});

describe('bad input', () => {
  test('one person with 10,000 records, one name for all, empty columns: bounded, and nobody is merged', async () => {
    const lodging = [
      ...Array.from({ length: 10_000 }, (_, i) =>
        stay(`m${i}`, i % 300, { id_no: id(0), guest_name: '王伟', phone: phone(0) }),
      ),
      ...people.map(({ id_no }, i) => stay(`e${i}`, i, { id_no, guest_name: '王伟' })),
      stay('empty', 5, {}),
    ];
    const same = people.map((person) => ({ ...person, name: '王伟' }));
    const { of, slips } = await whoIsWho({ person: same, subscription, lodging });
    expect(slips).toEqual([]);
    expect(new Set(people.map(({ id_no }) => of.get(`i:${id_no}`))).size).toBe(people.length);
  });

  test('parts that too many identifiers share are left out and said', async () => {
    const lodging = Array.from({ length: 900 }, (_, i) =>
      stay(`r${i}`, i, { id_no: `991111199001${String(100000 + i * 7).slice(-6)}`, guest_name: '王伟' }),
    );
    const { resolved } = await whoIsWho({ lodging });
    expect(resolved.notices.some((notice) => /^Typing errors in ids: \d+ parts are shared/.test(notice))).toBe(true);
  });
});
