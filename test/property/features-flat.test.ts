import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callFeatures } from '../../engine/features/calls-moves.ts';
import { patternFeatures } from '../../engine/features/cases-patterns.ts';
import { readFlatEvents } from '../../engine/features/flat-events.ts';
import { tripFeatures } from '../../engine/features/movement-trips.ts';
import { parcelFeatures } from '../../engine/features/parcels-signs.ts';
import { mobilityFeatures } from '../../engine/features/places-mobility.ts';
import { cycleFeatures } from '../../engine/features/rhythm-cycles.ts';
import type { Lake } from '../../engine/lake/index.ts';
import { conversation, type Events, leg, passage, shipment, stay, writeEvents } from '../support/events.ts';
import { withLake } from '../support/home.ts';
import { runs } from '../support/seed.ts';
import {
  slowCalls,
  slowGates,
  slowOnward,
  slowParcels,
  slowPlaces,
  slowRhythm,
  slowSources,
  slowTrips,
  slowWorld,
} from '../support/slow-flat.ts';

const people = 6;
const person = fc.integer({ min: 0, max: 4 });
const place = fc.constantFrom('a', 'b', 'c', 'd', 'unknown');
const places: Events['place'] = [
  { place_id: 'a', kind: 'hotel', area_id: 'n', lat: 24, lon: 98, border_km: 0 },
  { place_id: 'b', kind: 'hotel', area_id: 'n', lat: 24.5, lon: 98.25, border_km: 51.0625 },
  { place_id: 'c', kind: 'hotel', area_id: 's', lat: null, lon: null, border_km: null },
  { place_id: 'd', kind: 'hotel', area_id: 's', lat: 27, lon: 101, border_km: 400 },
  { place_id: 'e', kind: 'hotel', area_id: 's', lat: 27, lon: 101, border_km: 700 },
];
const home: Readonly<Record<number, string | undefined>> = { 0: 'n', 1: 's', 2: undefined, 3: 'n', 4: 's' };

/** No two records at one instant, so that an order in time is one order. */
const instants = fc.uniqueArray(fc.integer({ min: 0, max: 10 * 48 }), { minLength: 120, maxLength: 120 });
const list = <T>(row: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(row, { maxLength: 24 });

const events: fc.Arbitrary<Events> = fc
  .record({
    instants,
    stay: list(fc.tuple(person, place, fc.option(fc.constantFrom(20000, 86400, 200000)))),
    leg: list(fc.tuple(person, place, place, fc.constantFrom('bus', 'train'), fc.option(fc.constant(7200)))),
    passage: list(fc.tuple(person, place, fc.constantFrom('in', 'out', null))),
    shipment: list(
      fc.tuple(
        fc.option(person),
        fc.option(person),
        place,
        place,
        fc.option(fc.constantFrom(0.5, 1, 7.125)),
        fc.constantFrom(0, 1),
        fc.constantFrom('tea', '茶叶', '木雕', 'snacks', 'clothes', null),
      ),
    ),
    conversation: list(fc.tuple(person, person)),
  })
  .map((drawn) => {
    let used = 0;
    const next = (): number => 1_699_920_000 + (drawn.instants[used++] as number) * 1800;
    return {
      stay: drawn.stay.map(([who, place_id, length], i) => {
        const at = next();
        return stay(`r${i}`, who, at, { place_id, check_out: length === null ? null : at + length });
      }),
      leg: drawn.leg.map(([who, from_place, to_place, mode, length], i) => {
        const at = next();
        return leg(`r${i}`, who, at, { from_place, to_place, mode, arrive_at: length === null ? null : at + length });
      }),
      passage: drawn.passage.map(([who, where, direction], i) => passage(`r${i}`, who, next(), where, { direction })),
      shipment: drawn.shipment.map(([from, to, from_place, to_place, weight_kg, sender_unverified, goods], i) =>
        shipment(`r${i}`, from, to, next(), { from_place, to_place, weight_kg, sender_unverified, goods }),
      ),
      conversation: drawn.conversation.map(([from, to], i) => conversation(`r${i}`, from, to, next())),
      place: places,
    };
  });

async function livingAt(lake: Lake): Promise<void> {
  const rows = Object.entries(home).map(([who, area]) => `(${who}, ${area === undefined ? 'null' : `'${area}'`})`);
  await lake.run(`create or replace view person as select * from (values ${rows.join(', ')}) as t(person, area_id)`);
}

const near = (found: number, expected: number): boolean =>
  Number.isNaN(expected) ? Number.isNaN(found) : Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected));

const seeds = { user: [0], retailer: [1, 2], supplier: [3] };
const everybody = [0, 1, 2, 3];

test('every family over flat events is what a reader would count', () =>
  withLake(async (lake, dir) => {
    const seen = new Set<string>();
    let names: string[] = [];
    await fc.assert(
      fc.asyncProperty(events, fc.constantFrom(7, 30), fc.constantFrom(28800, -18000), async (drawn, days, offset) => {
        await writeEvents(lake, dir, drawn);
        await livingAt(lake);
        const flat = await readFlatEvents(lake, people, days, offset);
        const found = new Map([
          ...cycleFeatures(flat),
          ...mobilityFeatures(flat),
          ...tripFeatures(flat),
          ...parcelFeatures(flat),
          ...callFeatures(flat),
          ...patternFeatures(flat, seeds),
        ]);
        const world = slowWorld(drawn);
        names = [...found.keys()].filter((name) => !/^gate_gap/.test(name));
        for (let who = 0; who < people; who++) {
          const expected: Record<string, number> = {
            ...slowRhythm(world, who, offset),
            ...slowPlaces(world, who, home[who]),
            ...slowTrips(world, who, days),
            ...slowParcels(world, who),
            ...slowCalls(world, who, days),
            ...slowOnward(world, who, offset, everybody, days),
            ...slowSources(world, who, 'user', seeds.user, everybody),
            ...slowSources(world, who, 'retailer', seeds.retailer, everybody),
            ...slowSources(world, who, 'supplier', seeds.supplier, everybody),
          };
          for (const name of names) {
            const value = found.get(name)?.[who] ?? 0;
            const wanted = expected[name] ?? NaN;
            if (!near(value, wanted)) expect([name, who, value]).toEqual([name, who, wanted]);
            if (!Number.isNaN(value)) seen.add(name);
          }
        }
      }),
      runs(25),
    );
    expect([...seen].sort()).toEqual([...names].sort());
  }));

const rides: fc.Arbitrary<Events> = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.constantFrom('in', 'out'),
      fc.integer({ min: 0, max: 29 }),
    ),
    { minLength: 40, maxLength: 80 },
  )
  .map((rows) => ({
    passage: rows.map(([who, where, direction, before], i) =>
      passage(`r${i}`, who, 1_699_920_000 + i * 1800 + before * 60, where, { direction }),
    ),
    place: places,
  }));

test('checkpoints left out are those a reader misses on the road that others take', () =>
  withLake(async (lake, dir) => {
    let gaps = 0;
    await fc.assert(
      fc.asyncProperty(rides, async (drawn) => {
        await writeEvents(lake, dir, drawn);
        await livingAt(lake);
        const found = tripFeatures(await readFlatEvents(lake, people, 30, 28800));
        const world = slowWorld(drawn);
        for (let who = 0; who < people; who++) {
          const expected = slowGates(world, who, people);
          for (const name of ['gate_gap_share', 'gate_gap_lift']) {
            const [value, wanted] = [found.get(name)?.[who] ?? 0, expected[name] ?? NaN];
            if (!near(value, wanted)) expect([name, who, value]).toEqual([name, who, wanted]);
          }
          if ((expected.gate_gap_share ?? 0) > 0) gaps++;
        }
      }),
      runs(20),
    );
    expect(gaps).toBeGreaterThan(3);
  }));

test('what is established about a person changes none of the patterns of that person', () =>
  withLake(async (lake, dir) => {
    await fc.assert(
      fc.asyncProperty(events, person, async (drawn, who) => {
        await writeEvents(lake, dir, drawn);
        await livingAt(lake);
        const flat = await readFlatEvents(lake, people, 30, 28800);
        const others = { user: [0, 3].filter((i) => i !== who), retailer: [1].filter((i) => i !== who), supplier: [] };
        const labelled = patternFeatures(flat, {
          user: [...others.user, who],
          retailer: [...others.retailer, who],
          supplier: [...others.supplier, who],
        });
        for (const [name, column] of patternFeatures(flat, others)) {
          const [value, same] = [labelled.get(name)?.[who] ?? 0, column[who] as number];
          if (!near(value, same)) expect([name, value]).toEqual([name, same]);
        }
      }),
      runs(25),
    );
  }));
