import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { why } from '../../../engine/contacts/index.ts';
import { logPoissonTail } from '../../../engine/kernel/poisson-tail.ts';
import { contactsOf, type Stay, shipment } from '../../support/events.ts';
import { habitWorld } from '../../support/habit-world.ts';
import { withLake } from '../../support/home.ts';
import { expectedGlobal, expectedHabit } from '../../support/slow-contacts.ts';
import { meetingsOf as slowMeetings } from '../../support/slow-meetings.ts';

const localDay = ({ check_in }: Stay): number => Math.floor((check_in + 28800) / 86400);
const nightOf = (one: Stay): string => `${one.place_id} ${localDay(one)}`;

/** Two strangers of the habit world who checked in at one hotel on one day, once, in no great crowd. */
function onceInOneHotel(stays: readonly Stay[]): readonly [number, number] {
  const nights = new Map<number, Set<string>>();
  for (const one of stays) nights.set(one.person, (nights.get(one.person) ?? new Set()).add(nightOf(one)));
  for (const [a, mine] of nights)
    for (const [b, theirs] of nights)
      if (a + 1 < b && [...mine].filter((night) => theirs.has(night)).length === 1) return [a, b];
  throw new Error('nobody met once');
}

/** What the places and hours give two people, or what everybody's visits give, whichever is more. */
function expectedNights(stays: readonly Stay[], a: number, b: number): number {
  const seen = slowMeetings({ stay: stays }, 28800).hotel_night;
  const met = new Map<string, number>();
  const slots = new Set(
    seen.meetings.filter((m) => m.a === a && m.b === b).map(({ cell, slot }) => JSON.stringify([cell, slot])),
  );
  for (const slot of slots) {
    const [cell] = JSON.parse(slot) as [string, string];
    met.set(cell, (met.get(cell) ?? 0) + 1);
  }
  return Math.max(expectedHabit(seen, a, b, met), expectedGlobal(seen, a, b));
}

test('why two are a contact, and why two others are not', () =>
  withLake(async (lake, dir) => {
    const world = habitWorld({ people: 80, weeks: 16, tripsAWeek: 2, ties: 3, joined: 0.8 }, 2);
    const { contacts, edges, files } = await contactsOf(lake, dir, {
      ...world,
      shipment: [shipment('waybill', 70, 71, 1_711_000_000)],
    });
    const folder = dirname(files[0]);

    const tied = await why(lake, folder, 1, 0);
    expect(tied.contact).toBe(true);
    const parts = tied.channels.reduce((sum, { weight }) => sum + weight, 0);
    expect(tied.weight).toBeCloseTo((edges.find(({ a, b }) => a === 0 && b === 1)?.weight_micro ?? 0) / 1e6, 9);
    expect(parts).toBeCloseTo(tied.weight, 9);
    const convoy = tied.channels.find(({ channel }) => channel === 'convoy');
    const row = contacts.find(({ a, b, channel }) => a === 0 && b === 1 && channel === 'convoy');
    expect(convoy).toMatchObject({ verdict: 'tested', trips: row?.meetings, log10Q: row?.log10_q });
    expect(convoy?.records.join(' ')).toBe(row?.records.replaceAll('+', ' '));

    const [strangerA, strangerB] = onceInOneHotel(world.stay);
    expect(contacts.some(({ a, b, channel }) => a === strangerA && b === strangerB && channel === 'hotel_night')).toBe(
      false,
    );
    const other = await why(lake, folder, strangerA, strangerB);
    const night = other.channels.find(({ channel }) => channel === 'hotel_night');
    expect(night).toMatchObject({ verdict: 'within_chance', trips: 1, encounters: 1, weight: 0 });
    expect(night?.records).toHaveLength(2);
    expect(night?.expected).toBeCloseTo(expectedNights(world.stay, strangerA, strangerB), 9);
    const needed = night?.tripsNeeded ?? 0;
    expect(needed).toBeGreaterThan(1);
    expect(logPoissonTail(needed, night?.expected ?? 0)).toBeLessThan(logPoissonTail(needed - 1, night?.expected ?? 0));

    const parcel = (await why(lake, folder, 71, 70)).channels.filter(({ channel }) => channel === 'parcel');
    expect(parcel.map(({ from, to, verdict, records }) => [from, to, verdict, records])).toEqual([
      [71, 70, 'never_there', []],
      [70, 71, 'tie_by_itself', ['waybill']],
    ]);

    const strangers = await why(lake, folder, 0, 9999);
    expect(strangers.contact).toBe(false);
    expect(new Set(strangers.channels.map(({ verdict }) => verdict))).toEqual(new Set(['never_there']));
  }));
