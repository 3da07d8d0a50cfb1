import { join } from 'node:path';
import { type Channel, channels } from '../config/index.ts';
import { type Lake, sql } from '../lake/index.ts';
import { contactOf, edge } from './sql/contact.ts';
import * as meetings from './sql/meetings.ts';
import type { Contacts } from './types.ts';

/** The steps before each channel's meetings, in order: table name and query. */
const prepared: Readonly<Record<Channel, readonly (readonly [string, string])[]>> = {
  room: [
    ['stay_night', meetings.stayNight],
    ['room_day', meetings.roomDay],
    ['room_day_crowd', meetings.roomDayCrowd],
  ],
  booking: [
    ['booking_guest', meetings.bookingGuest],
    ['booking_guest_crowd', meetings.bookingGuestCrowd],
  ],
  hotel_night: [
    ['hotel_day', meetings.hotelDay],
    ['hotel_day_crowd', meetings.hotelDayCrowd],
  ],
  order: [
    ['order_guest', meetings.orderGuest],
    ['order_guest_crowd', meetings.orderGuestCrowd],
  ],
  seat: [
    ['rider', meetings.rider],
    ['seated', meetings.seated],
    ['seated_crowd', meetings.seatedCrowd],
  ],
  service: [
    ['rider', meetings.rider],
    ['rider_crowd', meetings.riderCrowd],
  ],
  convoy: [
    ['passage_bucket', meetings.passageBucket],
    ['busy_bucket', meetings.busyBucket],
    ['passage_kept', meetings.passageKept],
    ['together', meetings.together],
  ],
  parcel: [],
  call: [],
};

const meetingSql: Readonly<Record<Channel, string>> = {
  room: meetings.room,
  booking: meetings.booking,
  hotel_night: meetings.hotelNight,
  order: meetings.order,
  seat: meetings.seat,
  service: meetings.service,
  convoy: meetings.convoy,
  parcel: meetings.parcel,
  call: meetings.call,
};

/** Events of persons (views over `tableFile`) -> `contact` and `edge`, written to `dir`. */
export async function findContacts(
  lake: Lake,
  tableFile: (table: string) => string,
  dir: string,
  onChannel: (channel: Channel, done: number) => void,
): Promise<Contacts> {
  for (const table of ['stay', 'leg', 'passage', 'shipment', 'conversation']) {
    await lake.run(`create or replace view ${table} as select * from ${sql.parquet([tableFile(table)])}`);
  }
  await lake.run(
    'create or replace temp table contact (a INTEGER, b INTEGER, channel VARCHAR, meetings BIGINT, weight_micro BIGINT, first_at BIGINT, last_at BIGINT, records VARCHAR)',
  );
  let capped = 0;
  for (const [done, channel] of channels.entries()) {
    onChannel(channel, done);
    for (const [name, query] of prepared[channel]) await lake.run(`create or replace temp table ${name} as ${query}`);
    if (channel === 'convoy') capped = await cappedPassages(lake);
    await lake.run(`create or replace temp table meeting_${channel} as ${meetingSql[channel]}`);
    await lake.run(`insert into contact ${contactOf(channel)}`);
    for (const [name] of prepared[channel]) await lake.run(`drop table ${name}`);
    await lake.run(`drop table meeting_${channel}`);
  }
  const contacts = await lake.writeParquet(
    'select * from contact order by a, b, channel',
    join(dir, 'contact.parquet'),
  );
  const edges = await lake.writeParquet(`select * from (${edge}) as fused order by a, b`, join(dir, 'edge.parquet'));
  await lake.run('drop table contact');
  return { contacts, edges, cappedPassages: capped };
}

async function cappedPassages(lake: Lake): Promise<number> {
  const [row] = await lake.rows<{ n: number | null }>('select cast(sum(passages) as BIGINT) as n from busy_bucket');
  return row?.n ?? 0;
}
