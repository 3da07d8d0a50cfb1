import type { ChannelSql } from './channel-sql.ts';

/** From the sender to the recipient. */
export const parcel: ChannelSql = {
  steps: [],
  meetings: `
  select sender as a, recipient as b, sent_at as moment, record_id as record_a, cast(null as VARCHAR) as record_b, 2 as crowd
  from shipment where sender is not null and recipient is not null and sender <> recipient`,
};

/** From the caller to the called. */
export const call: ChannelSql = {
  steps: [],
  meetings: `
  select caller as a, callee as b, started_at as moment, record_id as record_a, cast(null as VARCHAR) as record_b, 2 as crowd
  from conversation where caller <> callee`,
};
