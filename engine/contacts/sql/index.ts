import type { Channel } from '../../config/index.ts';
import type { ChannelSql } from './channel-sql.ts';
import { convoy } from './convoy.ts';
import { call, parcel } from './direct.ts';
import { booking, hotelNight, room } from './lodging.ts';
import { order, seat, service } from './travel.ts';

export type { ChannelSql, MetAgain } from './channel-sql.ts';
export { allContacts, contactOf, edge, noContacts, tiedIn } from './contact.ts';
export { sweptConvoy, toSweep } from './convoy.ts';
export { activity, activityOf, allActivity, countedPairs, expectationSteps, noActivity } from './expectation.ts';
export { countingSteps } from './occasion.ts';

export function channelSql(utcOffsetSeconds: number): Readonly<Record<Channel, ChannelSql>> {
  return {
    room: room(utcOffsetSeconds),
    booking,
    hotel_night: hotelNight(utcOffsetSeconds),
    order,
    seat: seat(utcOffsetSeconds),
    service: service(utcOffsetSeconds),
    convoy: convoy(utcOffsetSeconds),
    parcel: parcel(utcOffsetSeconds),
    call: call(utcOffsetSeconds),
  };
}
