import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channels } from '../../engine/config/index.ts';
import { caseFeatures, type Seeds } from '../../engine/features/cases.ts';
import { closeTieFeatures } from '../../engine/features/close-ties.ts';
import type { ContactLists } from '../../engine/features/contact-lists.ts';
import { contactFeatures } from '../../engine/features/contacts.ts';
import { behaviour, sqlFamilies } from '../../engine/features/sql-families.ts';
import type { Columns } from '../../engine/features/types.ts';
import type { Csr } from '../../engine/kernel/csr.ts';
import { conversation, type Events, leg, passage, shipment, stay, writeEvents } from '../support/events.ts';
import { edgeLists, graphOf, matrixOf } from '../support/graphs.ts';
import { withLake } from '../support/home.ts';
import { runs } from '../support/seed.ts';
import { slowBehaviour } from '../support/slow-features.ts';

const person = fc.integer({ min: 0, max: 4 });
const instant = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 3599))
  .map(([day, hour, second]) => 1_699_920_000 + day * 86400 + hour * 3600 + second);
const place = fc.constantFrom('a', 'b', 'c', 'unknown');
const list = <T>(row: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(row, { maxLength: 9 });
const places: Events['place'] = [
  { place_id: 'a', kind: 'hotel', area_id: 'n', lat: null, lon: null, border_km: 0 },
  { place_id: 'b', kind: 'hotel', area_id: 'n', lat: null, lon: null, border_km: 51.0625 },
  { place_id: 'c', kind: 'hotel', area_id: 'n', lat: null, lon: null, border_km: null },
];

const events: fc.Arbitrary<Events> = fc.record({
  stay: list(fc.tuple(person, instant, place, fc.option(fc.constantFrom(0, 28799, 28800, 40000, 86400, 200000)))).map(
    (rows) =>
      rows.map(([who, at, place_id, length], i) =>
        stay(`r${i}`, who, at, { place_id, check_out: length === null ? null : at + length }),
      ),
  ),
  leg: list(
    fc.tuple(
      person,
      instant,
      place,
      place,
      fc.constantFrom('bus', 'train'),
      fc.option(fc.constantFrom(0, 10799, 10800, 90000)),
    ),
  ).map((rows) =>
    rows.map(([who, at, from_place, to_place, mode, ahead], i) =>
      leg(`r${i}`, who, at, { from_place, to_place, mode, purchased_at: ahead === null ? null : at - ahead }),
    ),
  ),
  passage: list(fc.tuple(person, instant, place, fc.constantFrom('in', 'out', null))).map((rows) =>
    rows.map(([who, at, where, direction], i) => passage(`r${i}`, who, at, where, { direction })),
  ),
  shipment: list(
    fc.tuple(
      fc.option(person),
      fc.option(person),
      instant,
      place,
      place,
      fc.option(fc.constantFrom(0.5, 1, 7.125)),
      fc.constantFrom(0, 1),
    ),
  ).map((rows) =>
    rows.map(([from, to, at, from_place, to_place, weight_kg, sender_unverified], i) =>
      shipment(`r${i}`, from, to, at, { from_place, to_place, weight_kg, sender_unverified }),
    ),
  ),
  conversation: list(fc.tuple(person, person, instant, fc.option(fc.constantFrom(0, 44, 45, 600)))).map((rows) =>
    rows.map(([from, to, at, duration_s], i) => conversation(`r${i}`, from, to, at, { duration_s })),
  ),
  place: fc.constant(places),
});

const near = (found: number, expected: number | undefined): boolean =>
  expected === undefined ? Number.isNaN(found) : Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected));

test('every feature of behaviour is the obvious mean; what is not known is missing, not zero', () =>
  withLake(async (lake, dir) => {
    const names = sqlFamilies.flatMap((family) => family.features.map(({ name }) => name));
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        events,
        fc.constantFrom(1, 7, 30),
        fc.constantFrom(28800, 0, -18000),
        async (drawn, days, offset) => {
          await writeEvents(lake, dir, drawn);
          const found = await behaviour(lake, 6, days, offset);
          expect([...found.keys()]).toEqual(names);
          for (let who = 0; who < 6; who++) {
            const expected = slowBehaviour(drawn, who, days, offset);
            for (const name of names) {
              const value = found.get(name)?.[who] ?? 0;
              if (!near(value, expected[name])) expect([name, who, value]).toEqual([name, who, expected[name]]);
              if (expected[name] !== undefined) seen.add(name);
            }
            expect(Object.keys(expected).filter((name) => !names.includes(name))).toEqual([]);
          }
        },
      ),
      runs(30),
    );
    expect([...seen].sort()).toEqual([...names].sort());
  }));

const contactLists = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: channels.length - 1 }),
      fc.integer({ min: 1, max: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((rows) => {
    const met = rows.filter(([a, b]) => a !== b);
    return {
      a: Int32Array.from(met, ([a]) => a),
      b: Int32Array.from(met, ([, b]) => b),
      channel: Uint8Array.from(met, ([, , channel]) => channel),
      meetings: Float64Array.from(met, ([, , , meetings]) => meetings),
    };
  });

test('partners are distinct people, whichever way the contact points', () => {
  fc.assert(
    fc.property(contactLists, (contacts) => {
      const found = contactFeatures(graphOf(10, []), contacts, new Int32Array(10));
      for (const [index, channel] of channels.entries())
        for (let i = 0; i < 10; i++) {
          const others = new Set<number>();
          for (let e = 0; e < contacts.a.length; e++) {
            if (contacts.channel[e] !== index) continue;
            if (contacts.a[e] === i) others.add(contacts.b[e]);
            if (contacts.b[e] === i) others.add(contacts.a[e]);
          }
          expect(found.get(`partners_${channel}`)?.[i]).toBe(contacts.channel.includes(index) ? others.size : NaN);
        }
    }),
    runs(60),
  );
});

function allCaseFeatures(graph: Csr, contacts: ContactLists, seeds: Seeds): Columns {
  const found = caseFeatures(graph, contacts, seeds, 30);
  const any = new Float32Array(graph.order);
  for (const name of ['day_stay_share', 'stays_rate_rank', 'degree_rank', 'away_share', 'received_border_share'])
    found.set(name, any);
  return new Map([...found, ...closeTieFeatures(found, graph.order, contacts, seeds)]);
}

const cases = fc.record({
  edges: edgeLists.filter(({ order }) => order >= 10),
  contacts: contactLists,
  seeds: fc.record({
    user: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
    retailer: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
    supplier: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  }),
});

test('known bug: what is established about a person changes no case feature of that person', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 9 }), ({ edges: { order, edges }, contacts, seeds }, who) => {
      const graph = graphOf(order, edges);
      const without = {
        user: seeds.user.filter((i) => i !== who),
        retailer: seeds.retailer.filter((i) => i !== who),
        supplier: seeds.supplier.filter((i) => i !== who),
      };
      const labelled = allCaseFeatures(graph, contacts, {
        user: [...without.user, who],
        retailer: [...without.retailer, who],
        supplier: [...without.supplier, who],
      });
      for (const [name, column] of allCaseFeatures(graph, contacts, without)) {
        const [value, same] = [labelled.get(name)?.[who] ?? 0, column[who]];
        if (Number.isNaN(same)) expect([name, value]).toEqual([name, NaN]);
        else expect(Math.abs(value - same), name).toBeLessThan(1e-4);
      }
    }),
    runs(150),
  );
});

test('case features are what a reader would count', () => {
  fc.assert(
    fc.property(cases, ({ edges: { order, edges }, contacts, seeds }) => {
      const matrix = matrixOf(order, edges);
      const found = caseFeatures(graphOf(order, edges), contacts, seeds, 30);
      const all = new Set([...seeds.user, ...seeds.retailer, ...seeds.supplier]);
      for (let i = 0; i < order; i++) {
        const around = matrix[i].flatMap((weight, j) => (weight > 0 ? [j] : []));
        for (const role of ['user', 'retailer', 'supplier'] as const) {
          const known = around.filter((j) => seeds[role].includes(j));
          const others = seeds[role].filter((seed) => seed !== i);
          if (others.length === 0) {
            expect([found.get(`contacts_${role}`)?.[i], found.get(`weight_share_${role}`)?.[i]]).toEqual([NaN, NaN]);
            continue;
          }
          expect(found.get(`contacts_${role}`)?.[i]).toBe(known.length);
          const total = matrix[i].reduce((a, b) => a + b, 0);
          const part = known.reduce((sum, j) => sum + matrix[i][j], 0);
          const share = found.get(`weight_share_${role}`)?.[i] ?? 0;
          if (total === 0) expect(share).toBeNaN();
          else expect(share).toBeCloseTo(part / total, 6);
          if (known.length > 0) expect(found.get(`hops_${role}`)?.[i]).toBe(1);
        }
        const touching = around.filter((j) => matrix[j].some((weight, k) => weight > 0 && k !== i && all.has(k)));
        const alone = all.size === Number(all.has(i));
        expect(found.get('second_hop_established')?.[i]).toBe(alone ? NaN : touching.length);
        for (const channel of ['room', 'order', 'convoy', 'parcel', 'call'] as const) {
          let meetings = 0;
          for (let e = 0; e < contacts.a.length; e++) {
            if (channels[contacts.channel[e]] !== channel) continue;
            if (contacts.a[e] === i && all.has(contacts.b[e])) meetings += contacts.meetings[e];
            if (contacts.b[e] === i && all.has(contacts.a[e])) meetings += contacts.meetings[e];
          }
          const used = contacts.channel.includes(channels.indexOf(channel));
          expect(found.get(`case_meetings_${channel}`)?.[i]).toBe(used && !alone ? meetings : NaN);
        }
      }
    }),
    runs(150),
  );
});
