import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { config } from '../../../engine/config/index.ts';
import { together } from '../../../engine/contacts/sql/convoy.ts';
import { createRng } from '../../../engine/kernel/rng.ts';
import {
  contactsOf,
  conversation,
  type Events,
  leg,
  passage,
  shipment,
  stay,
  writeEvents,
} from '../../support/events.ts';
import { habitWorld } from '../../support/habit-world.ts';
import { withLake } from '../../support/home.ts';
import { tripsOn } from '../../support/slow-contacts.ts';

const window = config.contacts.convoyWindowSeconds;
/** The first second of a bucket, well inside a day of any clock. */
const edge = Math.ceil(1_700_020_000 / window) * window;

/** Meetings of the convoy channel between persons 0 and 1. */
async function convoys(passages: Events['passage'], utcOffsetSeconds?: number): Promise<number> {
  return withLake(async (lake, dir) => {
    const { contacts } = await contactsOf(lake, dir, { passage: passages ?? [] }, utcOffsetSeconds);
    return contacts.find((row) => row.channel === 'convoy')?.meetings ?? 0;
  });
}

/** The same lag between 0 and 1 at two checkpoints an hour apart. */
const twice = (at: number, lag: number) => [
  passage('a1', 0, at, 'c'),
  passage('b1', 1, at + lag, 'c'),
  passage('a2', 0, at + 30 * window, 'd'),
  passage('b2', 1, at + 30 * window + lag, 'd'),
];

describe('convoy at the edges of the bucket', () => {
  test.each([
    ['exactly a window apart, on the edge', edge, window, 1],
    ['a second more', edge, window + 1, 0],
    ['across the edge by one second', edge - 1, 1, 1],
    ['a window apart, from the last second of a bucket', edge - 1, window, 1],
    ['a second more, from the last second of a bucket', edge - 1, window + 1, 0],
    ['the other one first', edge + 5, -window, 1],
    ['at the same second', edge, 0, 1],
  ])('%s', async (_, at, lag, expected) => {
    expect(await convoys(twice(at, lag))).toBe(expected);
  });

  test('one passage is one pair, not one a bucket it touches', () =>
    withLake(async (lake, dir) => {
      const { contacts } = await contactsOf(lake, dir, { passage: twice(edge, 0) });
      expect(contacts).toMatchObject([{ a: 0, b: 1, meetings: 1, records: 'a1+b1 a2+b2' }]);
    }));

  test('one gate, one direction, or one person twice is no convoy', async () => {
    expect(
      await convoys([
        passage('a1', 0, edge),
        passage('b1', 1, edge),
        passage('a2', 0, edge + 40),
        passage('b2', 1, edge + 40),
      ]),
    ).toBe(0);
    expect(await convoys(twice(edge, 10).map((row) => ({ ...row, person: 0 })))).toBe(0);
    expect(await convoys(twice(edge, 10).map((row) => ({ ...row, direction: row.person === 0 ? 'in' : 'out' })))).toBe(
      0,
    );
  });

  test('there and back through one checkpoint are two gates', async () => {
    const back = twice(edge, 10).map((row, i) => ({ ...row, place_id: 'c', direction: i < 2 ? 'in' : 'out' }));
    expect(await convoys(back)).toBe(1);
  });

  test('a trip goes on over midnight and ends with a long break', async () => {
    const midnight = 1_700_006_400 - 28800;
    const across = (gap: number) => [
      passage('a1', 0, midnight - 60, 'c'),
      passage('b1', 1, midnight - 60, 'c'),
      passage('a2', 0, midnight - 60 + gap, 'd'),
      passage('b2', 1, midnight - 60 + gap, 'd'),
    ];
    expect(await convoys(across(600))).toBe(1);
    expect(await convoys(across(config.contacts.tripGapSeconds))).toBe(1);
    expect(await convoys(across(config.contacts.tripGapSeconds + 1))).toBe(0);
  });

  test('the lag has its sign, its spread and its steadiness: who is always ahead shows', () =>
    withLake(async (lake, dir) => {
      const gates = ['c', 'd', 'e'];
      const drive = (lags: readonly number[]) =>
        gates.flatMap((gate, i) => [
          passage(`a${i}`, 0, edge + i * 3600, gate),
          passage(`b${i}`, 1, edge + i * 3600 + (lags[i] as number), gate),
        ]);
      const lagOf = async (lags: readonly number[]) => {
        const [row] = (await contactsOf(lake, dir, { passage: drive(lags) })).contacts;
        return [row?.lag_mean_s, row?.lag_spread_s, row?.lag_same_sign];
      };
      expect(await lagOf([90, 90, 90])).toEqual([90, 0, 1]);
      const [mean, spread, same] = await lagOf([-60, -70, -80]);
      expect([mean, same]).toEqual([-70, 1]);
      expect(spread).toBeCloseTo(Math.sqrt(200 / 3), 12);
      expect((await lagOf([60, -60, 0]))[2]).toBeCloseTo(1 / 3, 12);
    }));
});

describe('independent trips and stays, not rows', () => {
  const day = 86400;
  const counted = (events: Events, channel: string) =>
    withLake(async (lake, dir) => {
      const row = (await contactsOf(lake, dir, events)).contacts.find((found) => found.channel === channel);
      return [row?.meetings, row?.encounters];
    });
  const both = <T>(make: (who: number) => T): T[] => [0, 1].map(make);

  test('out and back within a week is one trip, a week later is another', async () => {
    const rides = (days: readonly number[]): Events => ({
      leg: days.flatMap((d) => both((who) => leg(`r${d}-${who}`, who, 40_000 + d * day, { service_id: `s${d}` }))),
    });
    expect(await counted(rides([0, 7, 8]), 'service')).toEqual([2, 3]);
    expect(await counted(rides([0, 5, 10]), 'service')).toEqual([2, 3]);
    expect(await counted(rides([0, 5, 6]), 'service')).toEqual([undefined, undefined]);
  });

  test('nights in a row in one hotel are one stay', async () => {
    const nights = (days: readonly number[]): Events => ({
      stay: days.flatMap((d) => both((who) => stay(`r${d}-${who}`, who, 40_000 + d * day, { room: '1' }))),
    });
    expect(await counted(nights([0, 1, 2, 3, 4]), 'room')).toEqual([1, 5]);
    expect(await counted(nights([0, 1, 5]), 'room')).toEqual([2, 3]);
    expect(await counted(nights([0, 1, 5]), 'hotel_night')).toEqual([2, 3]);
  });

  test('a load split into many parcels of one day is one delivery', async () => {
    const sent = (at: readonly number[]): Events => ({ shipment: at.map((t, i) => shipment(`p${i}`, 0, 1, t)) });
    expect(await counted(sent([40_000, 40_500, 41_000]), 'parcel')).toEqual([1, 1]);
    expect(await counted(sent([40_000, 40_000 + day]), 'parcel')).toEqual([2, 2]);
  });

  test.each([
    [[0], 1],
    [[0, 1, 2], 1],
    [[0, 2, 3], 2],
    [[0, 3], 2],
    [[], 0],
  ])('the oracle itself: days %j are %d trips of three days', (days, trips) => {
    expect(tripsOn(days, 2, 3)).toBe(trips);
  });
});

describe('hot places are left out and counted', () => {
  const at = 1_700_000_000;
  const week = 7 * 86400;
  const weeks = [0, 1];
  const crowd = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

  test.each([
    ['room', 'stay', config.contacts.roomCrowdMax],
    ['booking', 'stay', config.contacts.roomCrowdMax],
    ['hotel_night', 'stay', config.contacts.hotelNightCrowdMax],
    ['order', 'leg', config.contacts.roomCrowdMax],
    ['service', 'leg', config.contacts.serviceCrowdMax],
  ] as const)('%s', async (channel, table, max) => {
    const events = (n: number): Events =>
      table === 'stay'
        ? {
            stay: weeks.flatMap((w) =>
              crowd(n).map((i) =>
                stay(
                  `r${w} ${i}`,
                  i,
                  at + w * week,
                  channel === 'room'
                    ? { room: '1' }
                    : channel === 'booking'
                      ? { booking_id: `b${w}`, place_id: `h${i}` }
                      : {},
                ),
              ),
            ),
          }
        : {
            leg: weeks.flatMap((w) =>
              crowd(n).map((i) =>
                leg(
                  `r${w} ${i}`,
                  i,
                  at + w * week,
                  channel === 'order' ? { order_id: `o${w}`, service_id: `s${i}` } : {},
                ),
              ),
            ),
          };
    await withLake(async (lake, dir) => {
      const full = await contactsOf(lake, dir, events(max));
      expect(full.contacts.filter((row) => row.channel === channel)).toHaveLength((max * (max - 1)) / 2);
      expect(full.report.capped[channel]).toBe(0);
      const over = await contactsOf(lake, dir, events(max + 1));
      expect(over.contacts.filter((row) => row.channel === channel)).toHaveLength(0);
      expect(over.report.capped[channel]).toBe(2 * (max + 1));
    });
  });

  test('convoy: a gate is capped in its busy minute only', () =>
    withLake(async (lake, dir) => {
      const max = config.contacts.convoyCrowdMax;
      const jam = crowd(max + 1).flatMap((i) => [
        passage(`j${i}`, i, edge, 'c'),
        passage(`k${i}`, i, edge + 3600, 'd'),
      ]);
      const { contacts, report } = await contactsOf(lake, dir, {
        passage: [...jam, ...twice(edge + 7200, 5).map((row) => ({ ...row, record_id: `q${row.record_id}` }))],
      });
      expect(report.cappedPassages).toBe(2 * (max + 1));
      expect(contacts).toMatchObject([{ a: 0, b: 1, channel: 'convoy', meetings: 1 }]);
    }));

  test('who drives ahead: a passage with too many after it is left out and counted', () =>
    withLake(async (lake, dir) => {
      // Eight seconds apart: no minute is too busy for a convoy, and for half an hour one comes after the other.
      const stream = (people: number) =>
        contactsOf(lake, dir, { passage: crowd(people).map((i) => passage(`s${i}`, i, edge + 8 * i, 'c')) });
      const full = await stream(config.scouts.crowdMax);
      expect([full.report.cappedPassages, full.report.cappedScouts]).toEqual([0, 0]);
      const over = await stream(config.scouts.crowdMax + 50);
      expect(over.report.cappedPassages).toBe(0);
      expect(over.report.cappedScouts).toBeGreaterThan(0);
    }));
});

test('seats: letters in one row, numbers in a row, nothing else; two in one seat are not side by side', () =>
  withLake(async (lake, dir) => {
    const seats = ['12A', '12b', '12D', '13A', '5', '6', '6', '', 'A12', '999999999'];
    const { contacts } = await contactsOf(lake, dir, { leg: seats.map((seat, i) => leg(`r${i}`, i, 1000, { seat })) });
    expect(contacts.filter((row) => row.channel === 'seat').map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [4, 5],
      [4, 6],
    ]);
  }));

test('in a crowd once together is not looked at, twice on one trip neither; what the place gives counts everybody', () =>
  withLake(async (lake, dir) => {
    const day = 86400;
    const bus = (days: readonly number[], riders: readonly number[]) =>
      days.flatMap((d) => riders.map((who) => leg(`r${d}-${who}`, who, 40_000 + d * day, { service_id: `s${d}` })));
    const of = async (rows: Events['leg']) => {
      const { contacts, report } = await contactsOf(lake, dir, { leg: rows ?? [] });
      return { found: contacts.filter(({ channel }) => channel === 'service'), report: report.channels.service };
    };
    expect((await of(bus([0, 2], [0, 1]))).found).toEqual([]);
    expect((await of(bus([0], [0, 1]).map((row) => ({ ...row, mode: 'ride' })))).found).toHaveLength(1);
    const { found, report } = await of([...bus([0], [0, 1, 2, 3]), ...bus([7], [0, 1, 4])]);
    expect(found.map(({ a, b, meetings }) => [a, b, meetings])).toEqual([[0, 1, 2]]);
    expect(report).toMatchObject({ pairs: 1, possible: 10, share: (6 + 3) / (7 * 3 - 2) });
  }));

test('a booking of two says more than one of six, and a room is a tie where a hotel is none', () =>
  withLake(async (lake, dir) => {
    const { contacts, edges } = await contactsOf(lake, dir, {
      stay: [0, 1, 2, 3, 4, 5, 6, 7].map((i) =>
        stay(`r${i}`, i, 1000, { room: i < 2 ? '1' : null, booking_id: i < 2 ? 'b' : 'c' }),
      ),
    });
    const weight = (a: number, b: number) =>
      contacts.find((row) => row.a === a && row.b === b && row.channel === 'booking')?.weight_micro ?? 0;
    expect(weight(0, 1)).toBeGreaterThan(2 * weight(2, 3));
    expect(contacts.filter(({ channel }) => channel === 'hotel_night')).toHaveLength(0);
    expect(contacts.find(({ channel }) => channel === 'room')).toMatchObject({ a: 0, b: 1, inherent: 1 });
    expect(edges).toHaveLength(1 + 15);
  }));

test('who arrives as the other leaves did not meet; a second earlier they did', () =>
  withLake(async (lake, dir) => {
    const met = async (arrival: number) => {
      const first = stay('a', 1, 1000, { room: '1', check_out: 5000 });
      return (await contactsOf(lake, dir, { stay: [first, stay('b', 0, arrival, { room: '1' })] })).contacts.some(
        (row) => row.channel === 'room',
      );
    };
    expect([await met(5000), await met(4999)]).toEqual([false, true]);
  }));

test('keys that look alike when glued together stay apart', () =>
  withLake(async (lake, dir) => {
    const { contacts } = await contactsOf(lake, dir, {
      stay: [stay('a', 0, 1000, { place_id: 'h|1', room: '2' }), stay('b', 1, 1000, { place_id: 'h', room: '1|2' })],
    });
    expect(contacts).toEqual([]);
  }));

test('calls and parcels keep their direction, the edge has none; nobody meets himself', () =>
  withLake(async (lake, dir) => {
    const { contacts, edges } = await contactsOf(lake, dir, {
      conversation: [
        conversation('x', 5, 2, 10),
        conversation('y', 2, 5, 20),
        conversation('z', 5, 2, 5),
        conversation('self', 5, 5, 1),
      ],
    });
    expect(
      contacts.map(({ a, b, meetings, records, first_at, last_at }) => [a, b, meetings, records, first_at, last_at]),
    ).toEqual([
      [2, 5, 1, 'y', 20, 20],
      [5, 2, 1, 'z x', 5, 10],
    ]);
    const parts = contacts.reduce((sum, { weight_micro }) => sum + weight_micro, 0);
    expect(edges).toEqual([{ a: 2, b: 5, meetings: 2, weight_micro: parts }]);
  }));

test('what passes no test and is no tie by itself makes no edge; what passes does, and its parts add up', () =>
  withLake(async (lake, dir) => {
    const { ties, events } = {
      ties: 6,
      events: habitWorld({ people: 60, weeks: 20, tripsAWeek: 2, ties: 6, joined: 1 }, 4),
    };
    const { contacts, edges } = await contactsOf(lake, dir, events);
    const passed = new Set(
      contacts.filter(({ log10_q }) => log10_q <= Math.log10(0.05)).map(({ a, b }) => `${a} ${b}`),
    );
    expect(new Set(edges.map(({ a, b }) => `${a} ${b}`))).toEqual(passed);
    for (let i = 0; i < ties; i++) expect(passed.has(`${2 * i} ${2 * i + 1}`)).toBe(true);
    expect(contacts.length).toBeGreaterThan(20 * edges.length);
    for (const edge of edges) {
      const parts = contacts.filter(({ a, b }) => a === edge.a && b === edge.b);
      expect(parts.reduce((sum, { weight_micro }) => sum + weight_micro, 0)).toBe(edge.weight_micro);
    }
  }));

test('more of the same makes an edge heavier', () =>
  withLake(async (lake, dir) => {
    const weights = [];
    for (const n of [1, 2, 3, 6]) {
      const orders = Array.from({ length: n }, (_, w) =>
        [0, 1].map((who) =>
          leg(`r${w}${who}`, who, 40_000 + w * 7 * 86400, { order_id: `o${w}`, service_id: `s${w}` }),
        ),
      ).flat();
      const others = Array.from({ length: 60 }, (_, i) =>
        leg(`x${i}`, 2 + (i % 20), 40_000 + i * 86400, { order_id: `y${i}`, service_id: `y${i}` }),
      );
      weights.push((await contactsOf(lake, dir, { leg: [...orders, ...others] })).edges[0]?.weight_micro ?? 0);
    }
    expect(weights).toEqual([...weights].sort((x, y) => x - y));
    expect(new Set(weights).size).toBe(weights.length);
  }));

test('no events give no contacts, and tables that can be read', () =>
  withLake(async (lake, dir) => {
    const { contacts, edges, report } = await contactsOf(lake, dir, {});
    expect([contacts, edges, report.contacts, report.edges, report.cappedPassages]).toEqual([[], [], 0, 0, 0]);
  }));

function traffic(n: number): Events {
  const rng = createRng(11);
  const day = (): number => 1_700_000_000 + rng.int(20) * 86400 + rng.int(86400);
  const who = (): number => rng.int(n / 10);
  const rows = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  return {
    passage: rows(n, (i) =>
      passage(`p${i}`, who(), day() - rng.int(3600), `c${rng.int(6)}`, { direction: rng.int(2) === 0 ? 'in' : 'out' }),
    ),
    stay: rows(n / 4, (i) =>
      stay(`s${i}`, who(), day(), {
        place_id: `h${rng.int(20)}`,
        room: `${rng.int(40)}`,
        booking_id: rng.int(3) === 0 ? `b${rng.int(n / 8)}` : null,
      }),
    ),
    leg: rows(n / 4, (i) =>
      leg(`l${i}`, who(), day(), {
        service_id: `s${rng.int(60)}`,
        seat: `${1 + rng.int(12)}${'ABCD'[rng.int(4)]}`,
        order_id: `o${rng.int(n / 8)}`,
      }),
    ),
    conversation: rows(n / 4, (i) => conversation(`k${i}`, who(), who(), day())),
  };
}

test('same bytes with one and two threads', async () => {
  const events = traffic(12000);
  const bytes = (threads: number): Promise<string[]> =>
    withLake(async (lake, dir) => {
      const found = await contactsOf(lake, dir, events);
      expect(found.report.contacts).toBeGreaterThan(5000);
      return found.files.map((file) => readFileSync(file).toString('base64'));
    }, threads);
  expect(await bytes(1)).toEqual(await bytes(2));
});

/** The names of the join operators of a plan. */
async function joinsOf(lake: Parameters<Parameters<typeof withLake>[0]>[0], query: string): Promise<string[]> {
  const plan = await lake.rows(`explain ${query}`);
  return [...JSON.stringify(plan).matchAll(/[A-Z_]*JOIN|CROSS_PRODUCT/g)].map(([name]) => name);
}

test('the convoy step is one hash join on gate and bucket; negative control: the plain range join is not', () =>
  withLake(async (lake, dir) => {
    await writeEvents(lake, dir, traffic(4000));
    await lake.run(
      `create temp table passage_kept as select record_id, person, passed_at, place_id as gate, 1 as cell, passed_at // ${window} as bucket from passage`,
    );
    const plan = JSON.stringify(await lake.rows(`explain ${together}`));
    expect(await joinsOf(lake, together)).toEqual(['HASH_JOIN']);
    expect(plan).toMatch(/bucket = joined|joined = bucket/);
    const range = `select count(*) from passage x join passage y on x.passed_at between y.passed_at and y.passed_at + ${window}`;
    expect(await joinsOf(lake, range)).not.toContain('HASH_JOIN');
  }));
