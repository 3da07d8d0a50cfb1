import { sql } from '../../lake/index.ts';
import type { ChannelSql } from './channel-sql.ts';

/** What goes out and what comes in, a day and partner at a time: the unit of an encounter. */
const unit = {
  visits: {
    from: 'select a as person, cell, count(*) as visits from slot group by a, cell',
    to: 'select b as person, cell, count(*) as visits from slot group by b, cell',
  },
  slots: 'select cell, count(distinct b) as slots from slot group by cell',
};

/** From the sender to one of the recipients at an outlet; parcels of one day are one delivery (a load split into many). */
export const parcel = (utcOffsetSeconds: number): ChannelSql => ({
  source: 'shipment',
  steps: [],
  meetings: `
  select sender as a, recipient as b, to_place as cell, ${sql.localDay('sent_at', utcOffsetSeconds)} as slot,
    sent_at as moment, record_id as record_a, cast(null as STRING) as record_b, 2 as crowd
  from shipment where sender is not null and recipient is not null and sender <> recipient`,
  ...unit,
});

/** From the caller to the called; calls of one day are one conversation. */
export const call = (utcOffsetSeconds: number): ChannelSql => ({
  source: 'conversation',
  steps: [],
  meetings: `
  select caller as a, callee as b, 0 as cell, ${sql.localDay('started_at', utcOffsetSeconds)} as slot,
    started_at as moment, record_id as record_a, cast(null as STRING) as record_b, 2 as crowd
  from conversation where caller <> callee`,
  ...unit,
});
