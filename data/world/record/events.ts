import type { Gathering } from './company.ts';

/** What happened, before it becomes a row. Everyone's deeds take these shapes and go through one writer. */

export type TransportMode = 'bus' | 'train' | 'flight' | 'boat' | 'ride';

interface Timed {
  /** Epoch seconds. */
  readonly at: number;
  /** Breaks ties of time at random. */
  readonly salt: number;
}

/** A room taken once; guests may join. The room number is drawn when the first guest is written. */
export interface Booking {
  readonly hotel: number;
  readonly from: number;
  readonly until: number;
  /** Rooms of one booking carry one code. */
  readonly code: string;
  /** Guests of all rooms of the booking, and those who visit them. */
  readonly party: Gathering;
  room: number;
}

export interface LodgingEvent extends Timed {
  readonly until: number;
  readonly guest: number;
  /** Whose name and id are shown. */
  readonly shown: number;
  readonly booking: Booking;
  /** Whether the guest is written under the booking's code. */
  readonly tied: boolean;
  readonly vehicle: number;
}

/** Tickets bought together sit together. */
export interface Order {
  readonly code: string;
  readonly size: number;
  readonly bought: number;
  /** Phone given, -1: none. */
  readonly phone: number;
  seat: number;
}

export interface TransportEvent extends Timed {
  readonly mode: TransportMode;
  readonly service: string;
  readonly from: number;
  readonly to: number;
  readonly until: number;
  readonly person: number;
  readonly shown: number;
  readonly order: Order;
  /** Those who travel together; undefined for one alone. */
  readonly party: Gathering | undefined;
}

export interface CheckpointEvent extends Timed {
  readonly place: number;
  readonly direction: 'in' | 'out';
  readonly lane: number;
  /** -1 where the row is a person. */
  readonly vehicle: number;
  /** Vehicle whose plate is carried. */
  readonly plate: number;
  readonly person: number;
  readonly shown: number;
  /** Who is at the wheel, and the vehicle that passes; a person's row has them too. */
  readonly driver: number;
  readonly car: number;
  /** Those in the vehicle and in vehicles that keep with it; undefined for one alone. */
  readonly party: Gathering | undefined;
}

/** A name and phone on a parcel: a person's own, or written by hand. */
export interface Label {
  /** -1: nobody's. */
  readonly person: number;
  readonly name: string;
  readonly phone: number;
  readonly address: string;
  /** Person whose id was shown, -1 none. */
  readonly shown: number;
}

export interface ParcelEvent extends Timed {
  readonly until: number;
  readonly waybill: string;
  readonly from: number;
  readonly to: number;
  readonly carrier: string;
  readonly sender: Label;
  readonly recipient: Label;
  readonly goods: string;
  readonly weight: number;
}

export interface CallEvent extends Timed {
  readonly caller: number;
  readonly callee: number;
  /** Who speak. */
  readonly speakers: readonly [number, number];
  readonly seconds: number;
  readonly sms: boolean;
  readonly callerCell: number;
  readonly calleeCell: number;
  readonly warrant: string;
}

export interface EventsByTable {
  readonly lodging: LodgingEvent;
  readonly transport: TransportEvent;
  readonly checkpoint: CheckpointEvent;
  readonly parcel: ParcelEvent;
  readonly call: CallEvent;
}

export type EventTable = keyof EventsByTable;
export const eventTables = Object.freeze(['lodging', 'transport', 'checkpoint', 'parcel', 'call'] as const);
