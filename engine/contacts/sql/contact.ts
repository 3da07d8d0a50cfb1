import { type Channel, channels, config } from '../../config/index.ts';
import { type Dialect, sql } from '../../lake/index.ts';

/**
 * Meetings of one channel -> contacts: one row a pair (and direction) with count, first, last, the
 * records behind it in time order, and the weight, scaled by a million so that sums do not depend on
 * their order: a meeting among `crowd` people counts 1 / (crowd - 1) (Newman 2001).
 */
export const contactOf = (dialect: Dialect, channel: Channel): string => `
  select a, b, '${channel}' as channel, count(*) as meetings,
    cast(sum(${sql.floorDivision('1000000', '(crowd - 1)')}) as BIGINT) as weight_micro,
    min(moment) as first_at, max(moment) as last_at,
    ${dialect.joined(
      "case when record_b is null then record_a else record_a || '+' || record_b end",
      ' ',
      'moment, record_a, record_b nulls last',
    )} as records
  from meeting_${channel}
  group by a, b`;

export const allContacts = channels.map((channel) => `select * from contact_${channel}`).join(' union all ');

const weighted = Object.entries(config.channels)
  .map(([channel, { weight }]) => `when '${channel}' then ${Math.round(weight * 1000)}`)
  .join(' ');
const threshold = Object.entries(config.channels)
  .map(([channel, { edgeFrom }]) => `when '${channel}' then ${edgeFrom}`)
  .join(' ');

/** One fused, undirected edge a pair, from the channels that met often enough to count. */
export const edge = `
  select case when a < b then a else b end as a, case when a < b then b else a end as b,
    cast(sum(${sql.floorDivision(`weight_micro * (case channel ${weighted} end)`, 1000)}) as BIGINT) as weight_micro,
    cast(sum(meetings) as BIGINT) as meetings
  from contact
  where meetings >= (case channel ${threshold} end)
  group by case when a < b then a else b end, case when a < b then b else a end`;
