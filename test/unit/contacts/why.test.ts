import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { why } from '../../../engine/contacts/index.ts';
import { logPoissonTail } from '../../../engine/kernel/poisson-tail.ts';
import { contactsOf, shipment } from '../../support/events.ts';
import { habitWorld } from '../../support/habit-world.ts';
import { withLake } from '../../support/home.ts';

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

    const chance = contacts.find((one) => one.channel === 'hotel_night' && one.b - one.a !== 1 && one.meetings === 1);
    const other = await why(lake, folder, chance?.a ?? -1, chance?.b ?? -1);
    const night = other.channels.find(({ channel }) => channel === 'hotel_night');
    expect(night).toMatchObject({ verdict: 'within_chance', trips: 1 });
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
