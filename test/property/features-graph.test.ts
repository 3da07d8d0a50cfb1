import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channels } from '../../engine/config/index.ts';
import { callFacts } from '../../engine/features/calls-moves.ts';
import { caseGraphFacts, caseRoles, contactKinds } from '../../engine/features/case-words.ts';
import { caseFeatures } from '../../engine/features/cases.ts';
import { patternFacts } from '../../engine/features/cases-patterns.ts';
import { closeFacts, closeTieFeatures } from '../../engine/features/close-ties.ts';
import type { TestedContacts } from '../../engine/features/contact-lists.ts';
import { contactFacts, contactFeatures } from '../../engine/features/contacts.ts';
import { tripFacts } from '../../engine/features/movement-trips.ts';
import { nearColumns, nearFeatures, unexplainedFeatures } from '../../engine/features/near.ts';
import { neighbourColumns, neighbourFeatures } from '../../engine/features/neighbours.ts';
import { parcelFacts } from '../../engine/features/parcels-signs.ts';
import { phoneFacts } from '../../engine/features/phones.ts';
import { mobilityFacts } from '../../engine/features/places-mobility.ts';
import { rankFeatures } from '../../engine/features/ranks.ts';
import { facts, featureRegistry } from '../../engine/features/registry.ts';
import { cycleFacts } from '../../engine/features/rhythm-cycles.ts';
import { sqlFamilies } from '../../engine/features/sql-families.ts';
import { testedContactFeatures, testedFacts } from '../../engine/features/tested-contacts.ts';
import type { Columns } from '../../engine/features/types.ts';
import { constraint, effectiveSize, pageRanks } from '../oracles/graph-measures.ts';
import { edgeLists, graphOf, matrixOf } from '../support/graphs.ts';
import { runs } from '../support/seed.ts';
import {
  type Contact,
  logFlow,
  type Matrix,
  maxAround,
  meanAround,
  neighbours,
  seedsFor,
  slowCaseGraph,
  slowLift,
  slowRank,
  slowStructure,
} from '../support/slow-graph-features.ts';

const people = 12;
const contact: fc.Arbitrary<Contact> = fc.record({
  a: fc.integer({ min: 0, max: people - 1 }),
  b: fc.integer({ min: 0, max: people - 1 }),
  channel: fc.constantFrom(...channels),
  meetings: fc.integer({ min: 1, max: 5 }),
});
const contacts = fc.array(contact, { maxLength: 50 }).map((list) => list.filter(({ a, b }) => a !== b));
const someOf = (most: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 0, max: people - 1 }), { maxLength: most });
const scenes = fc.record({
  edges: edgeLists.map(({ edges }) => edges.filter(([a, b]) => a < people && b < people)),
  contacts,
  // Up to twelve of one role, so that folds of several seeds occur as well as folds of one.
  seeds: fc.record({ user: someOf(people), retailer: someOf(4), supplier: someOf(2) }),
  community: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: people, maxLength: people }),
});

function listsOf(list: readonly Contact[]): TestedContacts {
  return {
    a: Int32Array.from(list, ({ a }) => a),
    b: Int32Array.from(list, ({ b }) => b),
    channel: Uint8Array.from(list, ({ channel }) => (channels as readonly string[]).indexOf(channel)),
    meetings: Float64Array.from(list, ({ meetings }) => meetings),
    log10Q: Float64Array.from(list, ({ meetings }) => -meetings / 2),
    surprise: Float64Array.from(list, ({ meetings, a }) => (a === 0 ? 80 : meetings)),
    lagSteadiness: Float64Array.from(list, ({ channel, a, b }) => (channel === 'convoy' && a < 9 ? b / people : NaN)),
  };
}

function check(found: Columns, expected: Readonly<Record<string, number>>, who: number, seen: Set<string>): void {
  for (const [name, wanted] of Object.entries(expected)) {
    const value = found.get(name)?.[who] ?? 0;
    const near = Number.isNaN(wanted)
      ? Number.isNaN(value)
      : Math.abs(value - wanted) <= 2e-4 * Math.max(1, Math.abs(wanted));
    if (!near) expect([name, who, value]).toEqual([name, who, wanted]);
    if (!Number.isNaN(value)) seen.add(name);
  }
}

const sorted = (names: Iterable<string>): string[] => [...names].sort();

test('distance, flow and meetings of every role are what a slow reader finds, the own label left out', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(scenes, ({ edges, contacts: list, seeds }) => {
      const matrix = matrixOf(people, edges);
      const found = caseFeatures(graphOf(people, edges), listsOf(list), seeds, 30);
      for (let who = 0; who < people; who++)
        for (const role of caseRoles) {
          const lifts = Object.entries(contactKinds).map(
            ([kind, { channels: of }]) => [`${kind}_lift_${role}`, slowLift(list, of, seeds[role], who)] as const,
          );
          check(found, { ...slowCaseGraph(matrix, seeds[role], role, who), ...Object.fromEntries(lifts) }, who, seen);
        }
    }),
    runs(25),
  );
  const covered = caseGraphFacts.map(({ name }) => name).filter((name) => !/^case_meetings|^second_hop/.test(name));
  const around = caseRoles.flatMap((role) =>
    ['neighbours_flow', 'neighbours_max_flow', 'second_flow'].map((of) => `${of}_${role}`),
  );
  expect(sorted(seen)).toEqual(sorted([...covered, ...around]));
});

const roomOf = (list: readonly Contact[], of: readonly string[]): Matrix =>
  matrixOf(
    people,
    list.filter(({ channel }) => of.includes(channel)).map(({ a, b, meetings }) => [a, b, meetings] as const),
  );

test('flow along rooms and along parcels and calls, and the habits of roommates', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(scenes, ({ contacts: list, seeds }) => {
      const bases = closeFacts.flatMap(({ name }) =>
        name.startsWith('roommates_') ? [name.replace('roommates_', '')] : [],
      );
      const columns = new Map(
        bases.map((base, k) => [
          base,
          Float32Array.from({ length: people }, (_, i) => (i % 4 === k % 4 ? NaN : (i * 7 + k) % 5)),
        ]),
      );
      const found = closeTieFeatures(columns, people, listsOf(list), seeds);
      const circles = { room: roomOf(list, ['room', 'booking']), trade: roomOf(list, ['parcel', 'call']) };
      for (let who = 0; who < people; who++) {
        const expected: Record<string, number> = {};
        for (const [circle, matrix] of Object.entries(circles))
          for (const role of caseRoles)
            expected[`${circle}_flow_${role}`] = logFlow(matrix, seedsFor(seeds[role], who))[who];
        for (const base of bases)
          expected[`roommates_${base}`] = meanAround(circles.room, who, (j) => columns.get(base)?.[j] ?? 0);
        check(found, expected, who, seen);
      }
    }),
    runs(25),
  );
  expect(sorted(seen)).toEqual(sorted(closeFacts.map(({ name }) => name)));
});

test('partners, shares of meetings and standing in the graph', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(scenes, ({ edges, contacts: list, community }) => {
      const matrix = matrixOf(people, edges);
      const found = contactFeatures(graphOf(people, edges), listsOf(list), Int32Array.from(community));
      const ranks = pageRanks(matrix, new Array(people).fill(1 / people));
      const [sizes, constraints] = [effectiveSize(matrix), constraint(matrix)];
      for (let who = 0; who < people; who++) {
        const mine = list.filter(({ a, b }) => a === who || b === who);
        const met = (of: readonly Contact[]): number => of.reduce((total, { meetings }) => total + meetings, 0);
        const degree = neighbours(matrix, who).length;
        const expected: Record<string, number> = {
          ...slowStructure(matrix, community, who),
          pagerank_relative: ranks[who] * people,
          effective_share: degree === 0 ? NaN : Math.min(1, Math.max(0, sizes[who] / degree)),
          constraint: degree === 0 ? NaN : constraints[who],
        };
        for (const channel of channels) {
          const here = mine.filter((one) => one.channel === channel);
          const used = list.some((one) => one.channel === channel);
          expected[`partners_${channel}`] = used
            ? new Set(here.flatMap(({ a, b }) => [a, b])).size - Number(here.length > 0)
            : NaN;
          if (found.has(`meetings_share_${channel}`))
            expected[`meetings_share_${channel}`] = used ? met(here) / met(mine) : NaN;
        }
        check(found, expected, who, seen);
      }
    }),
    runs(25),
  );
  expect(sorted(seen)).toEqual(sorted(contactFacts.map(({ name }) => name)));
});

test('tested partners, surprise and steadiness; a channel that nobody has is missing, not zero', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(contacts, (list) => {
      const lists = listsOf(list);
      const found = testedContactFeatures(people, lists);
      for (let who = 0; who < people; who++) {
        const mine = list.flatMap(({ a, b }, e) => (a === who || b === who ? [e] : []));
        const surprises = mine.map((e) => Math.min(50, lists.surprise[e]));
        const steady = mine.map((e) => lists.lagSteadiness[e]).filter((value) => !Number.isNaN(value));
        const nobody = list.length === 0;
        const expected: Record<string, number> = {
          surprise_max: nobody ? NaN : Math.max(0, ...surprises),
          surprise_sum: nobody ? NaN : surprises.reduce((total, value) => total + value, 0),
          convoy_lag_steadiness: steady.length === 0 ? NaN : Math.max(...steady),
        };
        for (const channel of channels) {
          const passed = mine.filter((e) => list[e].channel === channel && 10 ** lists.log10Q[e] <= 0.05);
          const others = new Set(passed.flatMap((e) => [list[e].a, list[e].b]).filter((one) => one !== who));
          expected[`tested_${channel}`] = list.some((one) => one.channel === channel) ? others.size : NaN;
        }
        check(found, expected, who, seen);
      }
    }),
    runs(25),
  );
  expect(sorted(seen)).toEqual(sorted(testedFacts.map(({ name }) => name)));
});

const own = featureRegistry.filter(({ family }) => family !== 'neighbours');

test('mean, most, spread and deviation over contacts, mean and most over two', () => {
  const words = neighbourFeatures(own).filter(({ name }) => !/_flow_/.test(name));
  const bases = new Set(
    words.map(({ name }) =>
      name.replace(/^(neighbours_max|neighbours_spread|neighbours|deviation|second_max|second)_/, ''),
    ),
  );
  const seen = new Set<string>();
  fc.assert(
    fc.property(scenes, fc.integer({ min: 1, max: 9 }), ({ edges }, salt) => {
      const matrix = matrixOf(people, edges);
      const columns: Columns = new Map(
        [...bases].map((name, k) => [
          name,
          Float32Array.from({ length: people }, (_, i) => ((i + k) % 4 === 0 ? NaN : (i * 5 + k * salt) % 7)),
        ]),
      );
      for (const role of caseRoles) columns.set(`neighbours_flow_${role}`, new Float32Array(people));
      for (const role of caseRoles)
        for (const kind of ['neighbours_max_flow', 'second_flow', 'flow'])
          columns.set(`${kind}_${role}`, new Float32Array(people));
      const found = neighbourColumns(columns, graphOf(people, edges));
      const names = new Set(words.map(({ name }) => name));
      for (let who = 0; who < people; who++) {
        const expected: Record<string, number> = {};
        for (const base of bases) {
          const value = (j: number): number => columns.get(base)?.[j] ?? 0;
          const mean = (j: number): number => meanAround(matrix, j, value);
          const known = neighbours(matrix, who).filter((j) => !Number.isNaN(value(j)));
          const spread = Math.sqrt(meanAround(matrix, who, (j) => (value(j) - mean(who)) ** 2));
          Object.assign(expected, {
            [`neighbours_${base}`]: mean(who),
            [`neighbours_max_${base}`]: maxAround(matrix, who, value),
            [`neighbours_spread_${base}`]: known.length < 2 ? NaN : spread,
            [`deviation_${base}`]: value(who) - mean(who),
            [`second_${base}`]: meanAround(matrix, who, mean),
            [`second_max_${base}`]: maxAround(matrix, who, (j) => maxAround(matrix, j, value)),
          });
        }
        check(found, Object.fromEntries(Object.entries(expected).filter(([name]) => names.has(name))), who, seen);
      }
      expect(sorted(found.keys())).toEqual(sorted(names));
    }),
    runs(30),
  );
  expect(sorted(seen)).toEqual(sorted(words.map(({ name }) => name)));
});

function same(value: number | undefined, wanted: number): void {
  if (Number.isNaN(wanted)) expect(value).toBeNaN();
  else expect(value).toBeCloseTo(wanted, 5);
}

test('ranks are shares of those who have such records, of everybody and of the area', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: NaN }), { minLength: people, maxLength: people }),
      fc.array(fc.integer({ min: -1, max: 1 }), { minLength: people, maxLength: people }),
      (values, home) => {
        const columns = new Map(facts.map(({ name }) => [name, Float32Array.from(values)]));
        const found = rankFeatures(columns, facts, Int32Array.from(home));
        for (const { name, rank } of facts) {
          if (rank === undefined) continue;
          const known = values.map((value) => (rank === 'above_zero' && !(value > 0) ? NaN : value));
          for (let who = 0; who < people; who++) {
            same(found.get(`${name}_rank`)?.[who], slowRank(known, new Array(people).fill(0), who));
            const area = found.get(`${name}_area_rank`);
            if (area !== undefined) same(area[who], slowRank(known, home, who));
          }
        }
      },
    ),
    runs(20),
  );
});

test('every fact has its oracle: here, in features.test.ts, or in features-flat.test.ts', () => {
  const flat = [
    ...cycleFacts,
    ...mobilityFacts,
    ...tripFacts,
    ...parcelFacts,
    ...callFacts,
    ...phoneFacts,
    ...patternFacts,
  ];
  const here = [...contactFacts, ...testedFacts, ...caseGraphFacts, ...closeFacts];
  const bySql = sqlFamilies.flatMap((family) => family.features);
  const covered = new Set([...bySql, ...flat, ...here].map(({ name }) => name));
  expect(facts.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
});

test('what a look said of contacts: highest, second, sum, mean, the highest a kind of contact, and whom nobody else explains', () => {
  const seen = new Set<string>();
  const wayOf = {
    together: /room|booking|hotel_night|order|seat|service/,
    road: /convoy/,
    parcel: /parcel/,
    call: /call/,
  };
  const scored = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: people, maxLength: people });
  fc.assert(
    fc.property(scenes, scored, ({ edges, contacts: list }, values) => {
      const matrix = matrixOf(people, edges);
      const scores = Object.fromEntries(
        caseRoles.map((role, k) => [role, Float64Array.from(values, (value) => value ** (k + 1))]),
      ) as Record<(typeof caseRoles)[number], Float64Array>;
      const found = nearColumns(graphOf(people, edges), listsOf(list), scores);
      const aroundOf = (i: number): number[] => {
        const row = matrix[i] as number[];
        return [...row.keys()].filter((j) => j !== i && (row[j] as number) > 0);
      };
      for (let who = 0; who < people; who++) {
        const around = aroundOf(who);
        for (const [customer, cause] of [
          ['user', 'retailer'],
          ['retailer', 'supplier'],
        ] as const) {
          const alone = around.map((j) => {
            const rivals = aroundOf(j).filter((k) => k !== who);
            return (
              (scores[customer][j] as number) * (1 - Math.max(0, ...rivals.map((k) => scores[cause][k] as number)))
            );
          });
          const sum = alone.reduce((total, one) => total + one, 0);
          check(found, { [`near_${customer}_unexplained`]: around.length === 0 ? NaN : sum }, who, seen);
        }
        for (const role of caseRoles) {
          const of = (j: number): number => scores[role][j] as number;
          const falling = around.map(of).sort((a, b) => b - a);
          const sum = falling.reduce((total, one) => total + one, 0);
          const expected: Record<string, number> = {
            [`near_${role}_max`]: falling[0] ?? NaN,
            [`near_${role}_second`]: around.length === 0 ? NaN : (falling[1] ?? 0),
            [`near_${role}_sum`]: around.length === 0 ? NaN : sum,
            [`near_${role}_mean`]: meanAround(matrix, who, of),
          };
          for (const [way, pattern] of Object.entries(wayOf)) {
            // q of `listsOf` is 10^(-meetings / 2): three meetings pass at 0.05, two do not.
            const met = list.filter(({ channel, meetings }) => pattern.test(channel) && meetings > 2);
            const others = met.flatMap(({ a, b }) => (a === who ? [b] : b === who ? [a] : []));
            expected[`near_${role}_${way}`] = others.length === 0 ? NaN : Math.max(...others.map(of));
          }
          check(found, expected, who, seen);
        }
      }
    }),
    runs(25),
  );
  expect(sorted(seen)).toEqual(sorted([...nearFeatures([]), ...unexplainedFeatures([])].map(({ name }) => name)));
});

test('a score says nothing of the person itself by way of contacts', () => {
  const edges = [
    [0, 1, 1],
    [1, 2, 1],
  ] as const;
  const none = listsOf([]);
  const scores = (own: number) => ({
    user: Float64Array.of(own, 0.25, 0.5),
    retailer: new Float64Array(3),
    supplier: new Float64Array(3),
  });
  const [low, high] = [scores(0), scores(1)].map((one) =>
    nearColumns(graphOf(3, edges), none, one).get('near_user_max'),
  );
  expect([low?.[0], low?.[1], low?.[2]]).toEqual([0.25, 0.5, 0.25]);
  expect([high?.[0], high?.[1], high?.[2]]).toEqual([0.25, 1, 0.25]);
  // Nor how likely it is a seller itself: of the buyer between two, each sees only the other as a rival.
  const sellers = (own: number) => ({
    user: Float64Array.of(0, 1, 0),
    retailer: Float64Array.of(own, 0, 0.75),
    supplier: new Float64Array(3),
  });
  const [no, yes] = [sellers(0), sellers(1)].map((one) =>
    nearColumns(graphOf(3, edges), none, one).get('near_user_unexplained'),
  );
  expect([no?.[0], no?.[2]]).toEqual([0.25, 1]);
  expect([yes?.[0], yes?.[2]]).toEqual([0.25, 0]);
});
