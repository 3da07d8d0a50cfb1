import { type channels, config } from '../../engine/config/index.ts';
import type { ContactRow, EdgeRow, Events } from './events.ts';

/** The channels written as loops over all pairs of records: the slow and obvious form of the SQL. */

interface Meeting {
  a: number;
  b: number;
  moment: number;
  records: string;
  crowd: number;
}
interface Presence {
  record_id: string;
  person: number;
  moment: number;
  keys: string;
  extra?: unknown;
}
const limit = config.contacts;

const pairText = (a: Presence, b: Presence): string =>
  a.person < b.person ? `${a.record_id}+${b.record_id}` : `${b.record_id}+${a.record_id}`;

function pairsOf(
  rows: readonly Presence[],
  max: number,
  test: (x: Presence, y: Presence) => boolean = () => true,
  crowd?: number,
): Meeting[] {
  const meetings: Meeting[] = [];
  for (const x of rows)
    for (const y of rows) {
      if (x.person >= y.person || x.keys !== y.keys || !test(x, y)) continue;
      const people = new Set(rows.filter((row) => row.keys === x.keys).map((row) => row.person)).size;
      if (people <= max)
        meetings.push({
          a: x.person,
          b: y.person,
          moment: Math.max(x.moment, y.moment),
          records: pairText(x, y),
          crowd: crowd ?? people,
        });
    }
  return meetings;
}

function room(events: Events, day: (at: number) => number): Meeting[] {
  const rows: Presence[] = [];
  for (const s of events.stay ?? []) {
    if (s.room === null) continue;
    const leave = s.check_out ?? s.check_in + 43200;
    for (let d = day(s.check_in); d <= day(leave - 1) && d < day(s.check_in) + limit.longestStayNights; d++)
      rows.push({
        record_id: s.record_id,
        person: s.person,
        moment: s.check_in,
        keys: JSON.stringify([s.place_id, s.room, d]),
        extra: leave,
      });
  }
  const nights = pairsOf(
    rows,
    limit.roomCrowdMax,
    (x, y) => x.moment < (y.extra as number) && y.moment < (x.extra as number),
  );
  const byRecords = new Map<string, Meeting>();
  for (const night of nights) {
    const before = byRecords.get(night.records);
    byRecords.set(
      night.records,
      before === undefined ? night : { ...before, crowd: Math.max(before.crowd, night.crowd) },
    );
  }
  return [...byRecords.values()];
}

function seat(events: Events, day: (at: number) => number): Meeting[] {
  const rows: Presence[] = (events.leg ?? []).map((l) => ({
    record_id: l.record_id,
    person: l.person,
    moment: l.depart_at,
    keys: JSON.stringify([l.service_id, day(l.depart_at)]),
    extra: /^(\d{1,6})([A-Za-z])?$/.exec(l.seat ?? ''),
  }));
  return pairsOf(
    rows.filter((row) => row.extra !== null),
    limit.seatCrowdMax,
    (x, y) => {
      const [, rowX, letterX] = x.extra as string[];
      const [, rowY, letterY] = y.extra as string[];
      if (letterX === undefined || letterY === undefined)
        return letterX === letterY && Math.abs(Number(rowX) - Number(rowY)) === 1;
      return (
        Number(rowX) === Number(rowY) &&
        Math.abs(letterX.toUpperCase().charCodeAt(0) - letterY.toUpperCase().charCodeAt(0)) === 1
      );
    },
    2,
  );
}

function convoy(events: Events, day: (at: number) => number): Meeting[] {
  const window = limit.convoyWindowSeconds;
  const all = (events.passage ?? []).map((p) => ({
    record_id: p.record_id,
    person: p.person,
    moment: p.passed_at,
    keys: JSON.stringify([p.place_id, p.direction ?? '']),
  }));
  const bucket = (row: Presence): string => `${row.keys} ${Math.floor(row.moment / window)}`;
  const rows = all.filter((row) => all.filter((other) => bucket(other) === bucket(row)).length <= limit.convoyCrowdMax);
  const days = new Map<
    string,
    { a: number; b: number; gates: Set<string>; together: { moment: number; ra: string; rb: string }[] }
  >();
  for (const x of rows)
    for (const y of rows) {
      if (x.person >= y.person || x.keys !== y.keys || Math.abs(x.moment - y.moment) > window) continue;
      const key = `${x.person} ${y.person} ${day(Math.max(x.moment, y.moment))}`;
      const found = days.get(key) ?? { a: x.person, b: y.person, gates: new Set(), together: [] };
      found.gates.add(x.keys);
      found.together.push({ moment: Math.min(x.moment, y.moment), ra: x.record_id, rb: y.record_id });
      days.set(key, found);
    }
  return [...days.values()]
    .filter(({ gates }) => gates.size >= limit.convoyGatesMin)
    .map(({ a, b, together }) => {
      together.sort((x, y) => x.moment - y.moment || compare(x.ra, y.ra) || compare(x.rb, y.rb));
      return {
        a,
        b,
        moment: together[0].moment,
        records: together.map(({ ra, rb }) => `${ra}+${rb}`).join(' '),
        crowd: 2,
      };
    });
}

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

function meetingsOf(events: Events, offset: number): Record<string, Meeting[]> {
  const day = (at: number): number => Math.floor((at + offset) / 86400);
  const stays = (keys: (s: NonNullable<Events['stay']>[number]) => string | null): Presence[] =>
    (events.stay ?? []).flatMap((s) => {
      const key = keys(s);
      return key === null ? [] : [{ record_id: s.record_id, person: s.person, moment: s.check_in, keys: key }];
    });
  const legs = (keys: (l: NonNullable<Events['leg']>[number]) => string | null): Presence[] =>
    (events.leg ?? []).flatMap((l) => {
      const key = keys(l);
      return key === null ? [] : [{ record_id: l.record_id, person: l.person, moment: l.depart_at, keys: key }];
    });
  return {
    room: room(events, day),
    booking: pairsOf(
      stays((s) => s.booking_id),
      limit.roomCrowdMax,
    ),
    hotel_night: pairsOf(
      stays((s) => JSON.stringify([s.place_id, day(s.check_in)])),
      limit.hotelNightCrowdMax,
    ),
    order: pairsOf(
      legs((l) => l.order_id),
      limit.roomCrowdMax,
    ),
    seat: seat(events, day),
    service: pairsOf(
      legs((l) => JSON.stringify([l.service_id, day(l.depart_at)])),
      limit.serviceCrowdMax,
    ),
    convoy: convoy(events, day),
    parcel: (events.shipment ?? []).flatMap((s) =>
      s.sender === null || s.recipient === null || s.sender === s.recipient
        ? []
        : [{ a: s.sender, b: s.recipient, moment: s.sent_at, records: s.record_id, crowd: 2 }],
    ),
    call: (events.conversation ?? []).flatMap((c) =>
      c.caller === c.callee ? [] : [{ a: c.caller, b: c.callee, moment: c.started_at, records: c.record_id, crowd: 2 }],
    ),
  };
}

export function slowContacts(events: Events, offset = 28800): ContactRow[] {
  const rows: ContactRow[] = [];
  for (const [channel, meetings] of Object.entries(meetingsOf(events, offset))) {
    const pairs = new Map<string, Meeting[]>();
    for (const meeting of meetings)
      pairs.set(`${meeting.a} ${meeting.b}`, [...(pairs.get(`${meeting.a} ${meeting.b}`) ?? []), meeting]);
    for (const list of pairs.values()) {
      list.sort((x, y) => x.moment - y.moment || compare(x.records, y.records));
      rows.push({
        a: list[0].a,
        b: list[0].b,
        channel,
        meetings: list.length,
        weight_micro: list.reduce((sum, { crowd }) => sum + Math.floor(1000000 / (crowd - 1)), 0),
        first_at: list[0].moment,
        last_at: list[list.length - 1].moment,
        records: list.map(({ records }) => records).join(' '),
      });
    }
  }
  return rows.sort((x, y) => x.a - y.a || x.b - y.b || compare(x.channel, y.channel));
}

export function slowEdges(contacts: readonly ContactRow[]): EdgeRow[] {
  const edges = new Map<string, EdgeRow>();
  for (const { a, b, channel, meetings, weight_micro } of contacts) {
    const { weight, edgeFrom } = config.channels[channel as (typeof channels)[number]];
    if (meetings < edgeFrom) continue;
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const edge = edges.get(`${low} ${high}`) ?? { a: low, b: high, weight_micro: 0, meetings: 0 };
    edge.weight_micro += Math.floor((weight_micro * Math.round(weight * 1000)) / 1000);
    edge.meetings += meetings;
    edges.set(`${low} ${high}`, edge);
  }
  return [...edges.values()].sort((x, y) => x.a - y.a || x.b - y.b);
}
