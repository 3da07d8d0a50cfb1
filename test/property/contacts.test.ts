import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContactRow, Events } from '../support/events.ts';
import { contactsOf, conversation, leg, passage, shipment, stay } from '../support/events.ts';
import { withLake } from '../support/home.ts';
import { runs } from '../support/seed.ts';
import { slowContacts, slowEdges } from '../support/slow-contacts.ts';

/** Six people, few places and instants that fall on and beside the edges of buckets and days. */
const person = fc.integer({ min: 0, max: 5 });
const someone = fc.option(person);
const place = fc.constantFrom('h', 'h|1', 'k');
const start = 1_700_000_000 - (1_700_000_000 % 86400);
const instant = fc
  .tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.constantFrom(0, 57599, 57600, 57601, 40000),
    fc.integer({ min: 0, max: 12 }),
  )
  .map(([day, second, step]) => start + day * 86400 + second + step * 60);

const stays = fc.array(
  fc.tuple(
    person,
    instant,
    place,
    fc.option(fc.constantFrom('1', '1|1', '2')),
    fc.option(fc.constantFrom('b1', 'b2')),
    fc.option(fc.constantFrom(0, 60, 300, 600, 40000, 86400, 3_000_000)),
  ),
  { maxLength: 14 },
);
const legs = fc.array(
  fc.tuple(
    person,
    instant,
    fc.constantFrom('s1', 's2'),
    fc.option(fc.constantFrom('1A', '1b', '1C', '2A', '7', '8', '08', '9', 'A1', '12AB')),
    fc.option(fc.constantFrom('o1', 'o2')),
  ),
  { maxLength: 14 },
);
const passages = fc.array(fc.tuple(person, instant, fc.constantFrom('c', 'd'), fc.constantFrom('in', 'out', null)), {
  maxLength: 30,
});
const shipments = fc.array(fc.tuple(someone, someone, instant), { maxLength: 10 });
const calls = fc.array(fc.tuple(person, person, instant), { maxLength: 14 });

const eventSets: fc.Arbitrary<Required<Omit<Events, 'place'>>> = fc.record({
  stay: stays.map((draws) =>
    draws.map(([who, at, place_id, room, booking_id, length], i) =>
      stay(`r${i}`, who, at, { place_id, room, booking_id, check_out: length === null ? null : at + length }),
    ),
  ),
  leg: legs.map((draws) =>
    draws.map(([who, at, service_id, seat, order_id], i) => leg(`r${i}`, who, at, { service_id, seat, order_id })),
  ),
  passage: passages.map((draws) =>
    draws.map(([who, at, where, direction], i) => passage(`r${i}`, who, at, where, { direction })),
  ),
  shipment: shipments.map((draws) => draws.map(([from, to, at], i) => shipment(`r${i}`, from, to, at))),
  conversation: calls.map((draws) => draws.map(([from, to, at], i) => conversation(`r${i}`, from, to, at))),
});

test('every channel finds what the obvious loops find, at any clock', () =>
  withLake(async (lake, dir) => {
    await fc.assert(
      fc.asyncProperty(eventSets, fc.constantFrom(28800, 0, -18000), async (events, offset) => {
        const { contacts, edges } = await contactsOf(lake, dir, events, offset);
        const expected = slowContacts(events, offset);
        expect(contacts).toEqual(expected);
        expect(edges).toEqual(slowEdges(expected));
      }),
      runs(25),
    );
  }));

test('the order of the rows changes no byte', () =>
  withLake(async (lake, dir) => {
    await fc.assert(
      fc.asyncProperty(eventSets, async (events) => {
        const turned = Object.fromEntries(
          Object.entries(events).map(([table, rows]) => [table, [...rows].reverse()]),
        ) as Events;
        const [one, other] = [await contactsOf(lake, dir, events), await contactsOf(lake, dir, turned)];
        for (const i of [0, 1] as const)
          expect(readFileSync(other.files[i]).equals(readFileSync(one.files[i]))).toBe(true);
      }),
      runs(4),
    );
  }));

test('a shift by whole days shifts the instants and nothing else', () =>
  withLake(async (lake, dir) => {
    await fc.assert(
      fc.asyncProperty(eventSets, fc.integer({ min: 1, max: 500 }), async (events, days) => {
        const shift = days * 86400;
        const later: Events = {
          stay: events.stay.map((s) => ({
            ...s,
            check_in: s.check_in + shift,
            check_out: s.check_out === null ? null : s.check_out + shift,
          })),
          leg: events.leg.map((l) => ({ ...l, depart_at: l.depart_at + shift })),
          passage: events.passage.map((p) => ({ ...p, passed_at: p.passed_at + shift })),
          shipment: events.shipment.map((s) => ({ ...s, sent_at: s.sent_at + shift })),
          conversation: events.conversation.map((c) => ({ ...c, started_at: c.started_at + shift })),
        };
        const before = (await contactsOf(lake, dir, events)).contacts;
        const after = (await contactsOf(lake, dir, later)).contacts;
        expect(after).toEqual(
          before.map((row) => ({ ...row, first_at: row.first_at + shift, last_at: row.last_at + shift })),
        );
      }),
      runs(4),
    );
  }));

test('other numbers for the same people give the same contacts between them', () =>
  withLake(async (lake, dir) => {
    const numbering = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
    await fc.assert(
      fc.asyncProperty(eventSets, numbering, async (events, number) => {
        const as = <P extends number | null>(who: P): P => (who === null ? who : (number[who] as P));
        const renamed: Events = {
          stay: events.stay.map((s) => ({ ...s, person: as(s.person) })),
          leg: events.leg.map((l) => ({ ...l, person: as(l.person) })),
          passage: events.passage.map((p) => ({ ...p, person: as(p.person) })),
          shipment: events.shipment.map((s) => ({ ...s, sender: as(s.sender), recipient: as(s.recipient) })),
          conversation: events.conversation.map((c) => ({ ...c, caller: as(c.caller), callee: as(c.callee) })),
        };
        const plain = (rows: readonly ContactRow[], name: (who: number) => number): string[] =>
          rows
            .map(({ a, b, channel, records, ...rest }) => {
              const pair = channel === 'parcel' || channel === 'call' ? [name(a), name(b)] : [name(a), name(b)].sort();
              return JSON.stringify({ pair, channel, records: records.split(/[ +]/).sort(), ...rest });
            })
            .sort();
        const before = (await contactsOf(lake, dir, events)).contacts;
        const after = (await contactsOf(lake, dir, renamed)).contacts;
        expect(plain(after, (who) => who)).toEqual(plain(before, as));
      }),
      runs(4),
    );
  }));
