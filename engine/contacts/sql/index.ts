import type { Channel } from '../../config/index.ts';
import type { Dialect } from '../../lake/index.ts';
import type { ChannelSql } from './channel-sql.ts';
import { convoy } from './convoy.ts';
import { call, parcel } from './direct.ts';
import { booking, hotelNight, room } from './lodging.ts';
import { order, seat, service } from './travel.ts';

export type { ChannelSql } from './channel-sql.ts';
export { allContacts, contactOf, edge } from './contact.ts';

export function channelSql(dialect: Dialect, utcOffsetSeconds: number): Readonly<Record<Channel, ChannelSql>> {
  return {
    room: room(utcOffsetSeconds),
    booking,
    hotel_night: hotelNight(utcOffsetSeconds),
    order,
    seat: seat(utcOffsetSeconds),
    service: service(utcOffsetSeconds),
    convoy: convoy(dialect, utcOffsetSeconds),
    parcel,
    call,
  };
}
