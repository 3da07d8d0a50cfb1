import { at } from '../array.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import {
  type CallEvent,
  type CheckpointEvent,
  eventTables,
  type LodgingEvent,
  type ParcelEvent,
  type TransportEvent,
} from './events.ts';
import { makeNoise, type Noise } from './noise.ts';
import { makeRoomKeys } from './rooms.ts';
import { makeSeats } from './seats.ts';
import type { Cell, TableStore } from './table-store.ts';
import { tellers } from './tellers.ts';
import type { TieBook } from './tie-book.ts';

/** Turns a day's events into rows, in order of time, with record ids given last. One way for innocent and guilty. */
export interface DayWriter {
  write(day: number): void;
  /** The same rows; the store takes them on in between, so that memory does not hold a day of a large world. */
  writeInLots(day: number): Promise<void>;
}

const lotRows = 16_384;
const letters = { lodging: 'L', transport: 'T', checkpoint: 'C', parcel: 'P', call: 'D' } as const;

export function makeDayWriter(world: World, store: TableStore, ties: TieBook, rng: Rng): DayWriter {
  const noise = makeNoise(world, rng);
  const rooms = makeRoomKeys(world.places.all, rng);
  const seats = makeSeats(rng);
  const counts = { lodging: 0, transport: 0, checkpoint: 0, parcel: 0, call: 0 };
  const cells = {
    lodging: (event: LodgingEvent) => lodgingCells(world, noise, rooms.room(event.booking), event),
    transport: (event: TransportEvent) => transportCells(world, noise, seats.seat(event), event),
    checkpoint: (event: CheckpointEvent) => checkpointCells(world, noise, event),
    parcel: (event: ParcelEvent) => parcelCells(world, noise, event),
    call: (event: CallEvent) => callCells(world, event),
  };
  const tell = tellers(ties);
  function* rowsOf(day: number): Generator<void> {
    seats.clear();
    for (const table of eventTables) {
      const toCells = cells[table] as (event: unknown) => readonly Cell[];
      const tellOf = tell[table] as (event: unknown) => void;
      for (const event of world.agenda.take(table, day)) {
        const row = toCells(event);
        if (noise.lost()) continue;
        tellOf(event);
        counts[table]++;
        store.add(table, [letters[table] + String(counts[table]).padStart(9, '0'), ...row]);
        if (counts[table] % lotRows === 0) yield;
      }
    }
  }
  return Object.freeze({
    write: (day: number) => {
      for (const _ of rowsOf(day));
    },
    writeInLots: async (day: number) => {
      for (const _ of rowsOf(day)) await store.breathe();
    },
  });
}

/** An end that lies behind the world's last moment is not known yet. */
function ended(world: World, instant: number): number | null {
  return instant >= world.calendar.end ? null : instant;
}

function later(start: number, end: number | null): number | null {
  return end === null ? null : Math.max(start, end);
}

function lodgingCells(world: World, noise: Noise, room: string, event: LodgingEvent): readonly Cell[] {
  const { booking } = event;
  const shown = noise.papers(event.shown);
  const checkIn = noise.clock(booking.hotel, event.at);
  return [
    at(world.places.all, booking.hotel).id,
    checkIn,
    later(checkIn, ended(world, noise.clock(booking.hotel, event.until))),
    room,
    event.tied ? booking.code : null,
    noise.name(world.population.name(shown)),
    noise.id(shown, world.parameters.noise.idMissing),
    noise.phone(world.phones.main(event.guest), world.parameters.noise.phoneMissing),
    noise.plate(event.vehicle, 0.35),
  ];
}

function transportCells(world: World, noise: Noise, seat: string | null, event: TransportEvent): readonly Cell[] {
  const ride = event.mode === 'ride';
  const shown = ride ? event.shown : noise.papers(event.shown);
  return [
    event.mode,
    event.service,
    at(world.places.all, event.from).id,
    at(world.places.all, event.to).id,
    event.at,
    later(event.at, ended(world, event.until)),
    seat,
    event.order.code,
    event.order.bought,
    noise.name(world.population.name(shown)),
    noise.id(shown, ride ? 0.5 : event.mode === 'bus' ? 0.08 : 0.01),
    noise.phone(event.order.phone, ride ? 0.03 : world.parameters.noise.phoneMissing),
  ];
}

function checkpointCells(world: World, noise: Noise, event: CheckpointEvent): readonly Cell[] {
  const shown = noise.papers(event.shown);
  return [
    at(world.places.all, event.place).id,
    noise.clock(event.place, event.at),
    event.direction,
    String(event.lane),
    noise.plate(event.plate, 0),
    event.vehicle >= 0 ? world.vehicles.type(event.vehicle) : null,
    shown >= 0 ? noise.name(world.population.name(shown)) : null,
    noise.id(shown, world.parameters.noise.idMissing),
  ];
}

function parcelCells(world: World, noise: Noise, event: ParcelEvent): readonly Cell[] {
  const { sender, recipient } = event;
  const sent = noise.clock(event.from, event.at);
  return [
    event.waybill,
    at(world.places.all, event.from).id,
    at(world.places.all, event.to).id,
    sent,
    later(sent, ended(world, noise.clock(event.to, event.until))),
    event.carrier,
    noise.name(sender.name),
    noise.phone(sender.phone, 0.03),
    noise.id(sender.shown, 0.02),
    sender.address,
    noise.name(recipient.name),
    noise.phone(recipient.phone, 0.01),
    recipient.address,
    event.goods,
    event.weight,
  ];
}

function callCells(world: World, event: CallEvent): readonly Cell[] {
  return [
    world.phones.text(event.caller),
    world.phones.text(event.callee),
    event.at,
    event.seconds,
    event.sms ? 'sms' : 'voice',
    event.callerCell < 0 ? null : at(world.places.all, event.callerCell).id,
    event.calleeCell < 0 ? null : at(world.places.all, event.calleeCell).id,
    event.warrant,
  ];
}
