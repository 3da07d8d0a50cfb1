import type { Rows } from './line.ts';
import { smallWorld } from './whole-line.ts';

/** What stands where the engines could differ: quotes, escapes, wildcards, other scripts, upper and lower case. */
const rough = ["O'Neil", 'a\\nb', '100%', 'x+y z', '李 雷', 'Ärzte', 'zebra', 'Zebra', '\u{20000}丁', '', ' ', '_'];
const seats = ['12A', '007', 'A12', '12AA', '１２', '12\n', '99999999', '12a', ' 12A', '0', '13B', '13A', '13', '14'];

/**
 * A small world made rough: instants on both sides of 1970, many of them equal, halves of thousandths, negative places,
 * seats that are none, names and record ids that hold what SQL and regular expressions treat specially.
 */
export function roughWorld(int: (bound: number) => number, people: number, events: number): Rows {
  const world = smallWorld(int, people, events);
  const pick = <T>(list: readonly T[]): T => list[int(list.length)] as T;
  const early = (at: number | null | undefined): number | null =>
    at === null || at === undefined ? null : Math.floor((at - 1_700_900_000) / 3600) * 3600 + pick([0, 0, 0, -1, 1]);
  const halves = (): number | null => pick([0.0005, 0.5, 1.5, 2.5, -0.0005, 1.0005, 0.0015, 1e-9, null]);
  const id = (text: string | undefined, i: number): string => `${text} ${i % 3 === 0 ? rough[i % rough.length] : ''}`;
  const shown = (): string | null => pick([...rough, null]);
  return {
    ...world,
    place: (world.place ?? []).map((place, i) => ({
      ...place,
      border_km: i % 3 === 0 ? (place.border_km ?? 0) + 0.0005 : (place.border_km ?? null),
      lat: i === 1 ? -(place.border_km ?? 0) / 7 : (place.lat ?? null),
    })),
    subscription: (world.subscription ?? []).map((row) => ({
      ...row,
      valid_from: early(row.valid_from) ?? 0,
      valid_to: early(row.valid_to),
    })),
    vehicle: (world.vehicle ?? []).map((row) => ({ ...row, valid_from: early(row.valid_from) ?? 0 })),
    lodging: (world.lodging ?? []).map((row, i) => ({
      ...row,
      record_id: id(row.record_id, i),
      check_in: early(row.check_in) ?? 0,
      check_out: row.check_out === null ? null : (early(row.check_in) ?? 0) + 3600 * int(60),
      guest_name: shown(),
      room: pick(['1', '1', "1'", null]),
    })),
    transport: (world.transport ?? []).map((row, i) => ({
      ...row,
      record_id: id(row.record_id, i),
      service_id: pick(['s1', 's1', "s'", 'S1']),
      depart_at: early(row.depart_at) ?? 0,
      arrive_at: early(row.arrive_at),
      purchased_at: early(row.purchased_at),
      passenger_name: shown(),
      seat: pick([...seats, null]),
    })),
    checkpoint: (world.checkpoint ?? []).map((row, i) => ({
      ...row,
      record_id: id(row.record_id, i),
      passed_at: (early(row.passed_at) ?? 0) + pick([0, 30, 120, 121]),
    })),
    parcel: (world.parcel ?? []).map((row, i) => ({
      ...row,
      record_id: id(row.record_id, i),
      sent_at: early(row.sent_at) ?? 0,
      sender_name: shown(),
      recipient_name: shown(),
      recipient_address: shown(),
      goods: shown(),
      weight_kg: halves(),
    })),
    call: (world.call ?? []).map((row, i) => ({
      ...row,
      record_id: id(row.record_id, i),
      started_at: early(row.started_at) ?? 0,
      duration_s: pick([0, 1, 45, 45, null]),
    })),
    case_person: (world.case_person ?? []).map((row) => ({
      ...row,
      established_at: early(row.established_at) ?? 0,
    })),
  };
}
