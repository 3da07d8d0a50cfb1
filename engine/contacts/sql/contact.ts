import { type Channel, channels, config } from '../../config/index.ts';
import type { Dialect } from '../../lake/index.ts';

/** Lags of a channel that has none. */
const noLags = `select a, b, cast(0 as BIGINT) as lag_sum, cast(0 as BIGINT) as lag_square_sum, cast(0 as BIGINT) as lags,
    cast(0 as BIGINT) as ahead, cast(0 as BIGINT) as behind from tested where false`;

/** A number that came as a double and is whole. */
const whole = (column: string): string => `cast(t.${column} as BIGINT) as ${column}`;

/**
 * Meetings of one channel and their test -> contacts: one row a pair (and direction). The lag is how long b passed
 * after a: its mean, its standard deviation over gates and trips, and the share of encounters that have the
 * commoner sign (1: one of the two was always ahead, like a scout car).
 */
export const contactOf = (dialect: Dialect, channel: Channel, lags: string = noLags): string => `
  select m.a, m.b, '${channel}' as channel, ${whole('meetings')}, ${whole('encounters')}, ${whole('weight_micro')},
    m.first_at, m.last_at, m.records, t.expected, t.expected_habit, t.expected_global, t.log10_p, t.log10_q,
    cast(t.inherent as INTEGER) as inherent,
    cast(l.lag_sum as DOUBLE) / l.lags as lag_mean_s,
    sqrt(cast(l.lag_square_sum * l.lags - l.lag_sum * l.lag_sum as DOUBLE)) * (cast(1 as DOUBLE) / l.lags) as lag_spread_s,
    cast(case when l.ahead > l.behind then l.ahead else l.behind end as DOUBLE) / l.lags as lag_same_sign
  from (select a, b, min(moment) as first_at, max(moment) as last_at, ${dialect.joined(
    "case when record_b is null then record_a else record_a || '+' || record_b end",
    ' ',
    'moment',
  )} as records from meeting group by a, b) m
  join tested t on t.a = m.a and t.b = m.b
  left join (${lags}) l on l.a = m.a and l.b = m.b`;

/** The shape of contacts where there are none. */
export const noContacts = `
  select cast(0 as INTEGER) as a, cast(0 as INTEGER) as b, '' as channel, cast(0 as BIGINT) as meetings, cast(0 as BIGINT) as encounters,
    cast(0 as BIGINT) as weight_micro, cast(0 as BIGINT) as first_at, cast(0 as BIGINT) as last_at, '' as records,
    cast(0 as DOUBLE) as expected, cast(0 as DOUBLE) as expected_habit, cast(0 as DOUBLE) as expected_global,
    cast(0 as DOUBLE) as log10_p, cast(0 as DOUBLE) as log10_q, 0 as inherent,
    cast(0 as DOUBLE) as lag_mean_s, cast(0 as DOUBLE) as lag_spread_s, cast(0 as DOUBLE) as lag_same_sign
  from (select 1 as nothing) as one where nothing = 0`;

export const allContacts = channels.map((channel) => `select * from contact_${channel}`).join(' union all ');

/** Pairs (a < b) that are tied, or passed their test, in the channels given. */
export const tiedIn = (before: readonly Channel[]): string => `
  select distinct case when a < b then a else b end as a, case when a < b then b else a end as b
  from (${[noContacts, ...before.map((channel) => `select * from contact_${channel}`)].join(' union all ')}) as part
  where inherent = 1 or log10_q <= ${Math.log10(config.contacts.falseDiscoveryMost)}`;

/**
 * One fused, undirected edge a pair: the parts of all its channels, where one of them passed its test or is a tie by
 * itself.
 */
export const edge = `
  select a, b, cast(sum(weight_micro) as BIGINT) as weight_micro, cast(sum(meetings) as BIGINT) as meetings
  from (select case when a < b then a else b end as a, case when a < b then b else a end as b, weight_micro, meetings,
          case when inherent = 1 or log10_q <= ${Math.log10(config.contacts.falseDiscoveryMost)} then 1 else 0 end as ties
        from (${allContacts}) as contact) as part
  group by a, b having max(ties) = 1`;
