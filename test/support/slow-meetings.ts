import { type Channel, config } from '../../engine/config/index.ts';
import type { Events } from './events.ts';

/** Who met whom and who was where, written as loops over all pairs of records. */

export interface Meeting {
  readonly a: number;
  readonly b: number;
  readonly cell: string;
  readonly slot: string;
  readonly moment: number;
  readonly records: string;
  readonly crowd: number;
  readonly lag?: number;
}

/** Visits of each person by cell; in an undirected channel both sides are the same. */
type Visits = ReadonlyMap<number, ReadonlyMap<string, number>>;

export interface ChannelSeen {
  readonly meetings: readonly Meeting[];
  readonly from: Visits;
  readonly to: Visits;
  readonly directed: boolean;
  /** Encounters of all pairs that chance gives; a pair's own are among them unless `ownLeftOut`. */
  readonly encounters: ReadonlyMap<string, number>;
  readonly ownLeftOut?: boolean;
  /** Meetings that chance gives; default all. */
  readonly chance?: readonly Meeting[];
  readonly slots: ReadonlyMap<string, number>;
}

interface Presence {
  readonly record_id: string;
  readonly person: number;
  readonly moment: number;
  readonly keys: string;
  readonly cell: string;
  readonly slot: string;
}

const limit = config.contacts;

function tally<T>(rows: readonly T[], key: (row: T) => string, what: (row: T) => string): Map<string, number> {
  const found = new Map<string, Set<string>>();
  for (const row of rows) found.set(key(row), (found.get(key(row)) ?? new Set()).add(what(row)));
  return new Map([...found].map(([of, distinct]) => [of, distinct.size]));
}

function visitsOf(rows: readonly { person: number; cell: string; slot: string }[]): Visits {
  const people = new Set(rows.map(({ person }) => person));
  return new Map(
    [...people].map((person) => [
      person,
      tally(
        rows.filter((row) => row.person === person),
        (row) => row.cell,
        (row) => row.slot,
      ),
    ]),
  );
}

export const encountersOf = (meetings: readonly Meeting[]): Map<string, number> =>
  tally(
    meetings,
    ({ cell }) => cell,
    ({ a, b, slot }) => `${a} ${b} ${slot}`,
  );

const crowdAt = (rows: readonly Presence[], keys: string): number =>
  new Set(rows.filter((row) => row.keys === keys).map(({ person }) => person)).size;

const kept = <P extends Presence>(rows: readonly P[], max: number): P[] =>
  rows.filter((row) => crowdAt(rows, row.keys) <= max);

function pairsOf<P extends Presence>(rows: readonly P[], test: (x: P, y: P) => boolean = () => true): Meeting[] {
  const meetings: Meeting[] = [];
  for (const x of rows)
    for (const y of rows)
      if (x.person < y.person && x.keys === y.keys && test(x, y))
        meetings.push({
          a: x.person,
          b: y.person,
          cell: x.cell,
          slot: x.slot,
          moment: Math.max(x.moment, y.moment),
          records: `${x.record_id}+${y.record_id}`,
          crowd: crowdAt(rows, x.keys),
        });
  return meetings;
}

function undirected(
  rows: readonly Presence[],
  meetings: readonly Meeting[],
  slots: ReadonlyMap<string, number>,
): ChannelSeen {
  const visits = visitsOf(rows);
  return { meetings, from: visits, to: visits, directed: false, encounters: encountersOf(meetings), slots };
}

const distinctSlots = (rows: readonly Presence[]): Map<string, number> =>
  tally(
    rows,
    ({ cell }) => cell,
    ({ slot }) => slot,
  );

/** One cell and its slots a row. */
const each = <P extends Presence>(rows: readonly P[], slots: (row: P) => number): Map<string, number> =>
  new Map(rows.map((row) => [row.cell, slots(row)]));

export function meetingsOf(events: Events, offset: number): Record<Channel, ChannelSeen> {
  const day = (at: number): number => Math.floor((at + offset) / 86400);
  const weekend = (at: number): number => ((((day(at) + 3) % 7) + 7) % 7 >= 5 ? 1 : 0);
  const hourOfHabit = (at: number): string => `${Math.floor((at + offset) / 3600) - 24 * day(at)} ${weekend(at)}`;
  const daysLike = (all: readonly number[], kind: number): number =>
    new Set(all.filter((at) => weekend(at) === kind).map(day)).size;

  const stays = events.stay ?? [];
  const legs = events.leg ?? [];

  const roomRows = stays.flatMap((s) => {
    if (s.room === null) return [];
    const leave = s.check_out ?? s.check_in + 43200;
    const first = day(s.check_in);
    const nights = [];
    for (let d = first; d <= day(leave - 1) && d < first + limit.longestStayNights; d++)
      nights.push({
        record_id: s.record_id,
        person: s.person,
        moment: s.check_in,
        keys: JSON.stringify([s.place_id, s.room, d]),
        cell: s.place_id,
        slot: String(first),
        room: s.room,
        leave,
        night: JSON.stringify([s.room, d]),
      });
    return nights;
  });
  const rooms = kept(roomRows, limit.roomCrowdMax);
  const roomNights = pairsOf(rooms, (x, y) => x.moment < y.leave && y.moment < x.leave);
  const roomMeetings = new Map<string, Meeting>();
  for (const night of roomNights) {
    const [x, y] = night.records.split('+').map((id) => stays.find((s) => s.record_id === id)) as [
      (typeof stays)[number],
      (typeof stays)[number],
    ];
    const before = roomMeetings.get(night.records)?.crowd ?? 0;
    roomMeetings.set(night.records, {
      ...night,
      slot: JSON.stringify([x.room, Math.max(day(x.check_in), day(y.check_in))]),
      crowd: Math.max(before, night.crowd),
    });
  }

  const hotelRows = stays.map((s) => ({
    record_id: s.record_id,
    person: s.person,
    moment: s.check_in,
    keys: JSON.stringify([s.place_id, day(s.check_in)]),
    cell: JSON.stringify([s.place_id, weekend(s.check_in)]),
    slot: String(day(s.check_in)),
  }));
  const hotels = kept(hotelRows, limit.hotelNightCrowdMax);

  const made = (
    rows: readonly { record_id: string; person: number; moment: number; id: string | null }[],
  ): Presence[] =>
    kept(
      rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ ...row, keys: id, slot: id, cell: '0' }])),
      limit.roomCrowdMax,
    );
  const bookings = made(stays.map((s) => ({ ...s, moment: s.check_in, id: s.booking_id })));
  const orders = made(legs.map((l) => ({ ...l, moment: l.depart_at, id: l.order_id })));

  const runKey = (l: (typeof legs)[number]): string => JSON.stringify([l.service_id, day(l.depart_at)]);
  const legRows = legs.map((l) => {
    const run = legs.filter((other) => runKey(other) === runKey(l));
    const first = Math.min(...run.map(({ depart_at }) => depart_at));
    const least = (column: 'mode' | 'from_place' | 'to_place'): string =>
      run.map((other) => other[column]).sort()[0] as string;
    return {
      record_id: l.record_id,
      person: l.person,
      moment: l.depart_at,
      keys: runKey(l),
      cell: JSON.stringify([least('mode'), least('from_place'), least('to_place'), hourOfHabit(first)]),
      slot: runKey(l),
      kind: least('mode'),
      weekend: weekend(l.depart_at),
      seat: /^(\d{1,6})([A-Za-z])?$/.exec(l.seat ?? ''),
    };
  });
  const runDays = (kind: number): number =>
    daysLike(
      legs.map(({ depart_at }) => depart_at),
      kind,
    );
  const services = kept(legRows, limit.serviceCrowdMax);
  const serviceMeetings = pairsOf(services).map((meeting) => ({
    ...meeting,
    crowd: services.find((row) => row.slot === meeting.slot)?.kind === 'ride' ? meeting.crowd : limit.serviceCrowdMax,
  }));
  const seated = kept(
    legRows.filter(({ seat }) => seat !== null),
    limit.seatCrowdMax,
  ).map((row) => {
    const [, number, letter] = row.seat as unknown as string[];
    return letter === undefined
      ? { ...row, bench: -1, spot: Number(number) }
      : { ...row, bench: Number(number), spot: letter.toUpperCase().charCodeAt(0) };
  });
  const seatMeetings = pairsOf(seated, (x, y) => x.bench === y.bench && Math.abs(x.spot - y.spot) === 1).map(
    (meeting) => ({ ...meeting, crowd: 2 }),
  );
  const seatsOf = (kind: string): number =>
    new Set(seated.filter((row) => row.kind === kind).map(({ bench, spot }) => `${bench} ${spot}`)).size;
  const seatRuns = distinctSlots(seated);

  const shipments = (events.shipment ?? []).flatMap((s): Meeting[] =>
    s.sender === null || s.recipient === null || s.sender === s.recipient
      ? []
      : [
          {
            a: s.sender,
            b: s.recipient,
            cell: s.to_place,
            slot: String(day(s.sent_at)),
            moment: s.sent_at,
            records: s.record_id,
            crowd: 2,
          },
        ],
  );
  const calls = (events.conversation ?? []).flatMap((c): Meeting[] =>
    c.caller === c.callee
      ? []
      : [
          {
            a: c.caller,
            b: c.callee,
            cell: '0',
            slot: String(day(c.started_at)),
            moment: c.started_at,
            records: c.record_id,
            crowd: 2,
          },
        ],
  );

  return {
    room: undirected(
      rooms,
      [...roomMeetings.values()],
      tally(
        rooms,
        ({ cell }) => cell,
        ({ night }) => night,
      ),
    ),
    booking: undirected(bookings, pairsOf(bookings), distinctSlots(bookings)),
    hotel_night: undirected(
      hotels,
      pairsOf(hotels),
      each(hotels, (row) =>
        daysLike(
          stays.map((s) => s.check_in),
          weekend(row.moment),
        ),
      ),
    ),
    order: undirected(orders, pairsOf(orders), distinctSlots(orders)),
    seat: undirected(
      seated,
      seatMeetings,
      each(seated, (row) =>
        Math.ceil(Math.max(seatRuns.get(row.cell) ?? 0, runDays(row.weekend)) * seatsOf(row.kind) * 0.5),
      ),
    ),
    service: undirected(
      services,
      serviceMeetings,
      each(services, (row) => Math.max(distinctSlots(services).get(row.cell) ?? 0, runDays(row.weekend))),
    ),
    convoy: convoy(events, { day, hourOfHabit, weekend, daysLike }),
    parcel: direct(shipments),
    call: direct(calls),
  };
}

function direct(meetings: readonly Meeting[]): ChannelSeen {
  const side = (who: (meeting: Meeting) => number): Visits =>
    visitsOf(meetings.map((m) => ({ person: who(m), cell: m.cell, slot: `${m.a} ${m.b} ${m.slot}` })));
  return {
    meetings,
    from: side(({ a }) => a),
    to: side(({ b }) => b),
    directed: true,
    encounters: encountersOf(meetings),
    slots: tally(
      meetings,
      ({ cell }) => cell,
      ({ b }) => String(b),
    ),
  };
}

interface Clock {
  readonly day: (at: number) => number;
  readonly hourOfHabit: (at: number) => string;
  readonly weekend: (at: number) => number;
  readonly daysLike: (all: readonly number[], kind: number) => number;
}

function convoy(events: Events, { day, hourOfHabit, weekend, daysLike }: Clock): ChannelSeen {
  const window = limit.convoyWindowSeconds;
  const once = new Map<string, Presence & { record_id: string }>();
  for (const p of events.passage ?? []) {
    const keys = JSON.stringify([p.place_id, p.direction ?? '']);
    const slot = `${p.person} ${keys} ${p.passed_at}`;
    const before = once.get(slot)?.record_id ?? p.record_id;
    once.set(slot, {
      record_id: [p.record_id, before].sort()[0] as string,
      person: p.person,
      moment: p.passed_at,
      keys,
      cell: `${keys} ${hourOfHabit(p.passed_at)}`,
      slot,
    });
  }
  const all = [...once.values()];
  const bucket = (row: Presence): string => `${row.keys} ${Math.floor(row.moment / window)}`;
  const rows = all.filter((row) => all.filter((other) => bucket(other) === bucket(row)).length <= limit.convoyCrowdMax);
  const together: (Meeting & { gate: string; lag: number })[] = [];
  for (const x of rows)
    for (const y of rows) {
      if (x.person >= y.person || x.keys !== y.keys || Math.abs(x.moment - y.moment) > window) continue;
      const lag = y.moment - x.moment;
      together.push({
        a: x.person,
        b: y.person,
        gate: x.keys,
        cell: lag < 0 ? y.cell : x.cell,
        slot: `${Math.min(x.moment, y.moment)} ${lag}`,
        moment: Math.min(x.moment, y.moment),
        records: `${x.record_id}+${y.record_id}`,
        crowd: 2,
        lag,
      });
    }
  const meetings = [...new Set(together.map(({ a, b }) => `${a} ${b}`))].flatMap((pair) => {
    const mine = together.filter(({ a, b }) => `${a} ${b}` === pair).sort((x, y) => x.moment - y.moment);
    const trips: (typeof mine)[] = [];
    for (const [i, part] of mine.entries()) {
      const before = mine[i - 1];
      if (before === undefined || part.moment - before.moment > limit.tripGapSeconds) trips.push([]);
      trips.at(-1)?.push(part);
    }
    return trips.filter((trip) => new Set(trip.map(({ gate }) => gate)).size >= limit.convoyGatesMin).flat();
  });
  const visits = visitsOf(rows);
  const w = window / 3600;
  const odds = Math.round((1e6 * (2 * w - w * w)) / (1 - 2 * w + w * w)) / 1e6;
  const chance = new Map<string, number>();
  for (const cell of new Set(rows.map((row) => row.cell))) {
    const close = together.filter((part) => part.cell === cell).length;
    let pairs = 0;
    for (const x of rows)
      for (const y of rows)
        if (x !== y && x.cell === cell && y.cell === cell && day(x.moment) === day(y.moment)) pairs += 0.5;
    chance.set(cell, Math.max(0, pairs - close) * odds);
  }
  return {
    meetings,
    from: visits,
    to: visits,
    directed: false,
    encounters: chance,
    ownLeftOut: true,
    slots: each(
      rows,
      (row) =>
        daysLike(
          (events.passage ?? []).map(({ passed_at }) => passed_at),
          weekend(row.moment),
        ) * Math.round(3600 / (2 * window)),
    ),
  };
}
