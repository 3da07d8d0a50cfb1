import {
  count,
  isNight,
  meanOf,
  per30Days,
  quantity,
  rate,
  type SqlFamily,
  share,
  shareOf,
  sqlFeature,
} from './family.ts';

const sources = ['call.started_at', 'call.duration_s', 'call.caller', 'call.callee'];

/** Only calls admitted under an authorisation are here, so most people have none. */
export const calls: SqlFamily = {
  from: `
    select caller as person, callee as other, 1 as outgoing, started_at, duration_s from conversation where caller <> callee
    union all
    select callee, caller, 0, started_at, duration_s from conversation where caller <> callee`,
  features: [
    sqlFeature('calls', 'calls_rate', rate('count(*)'), {
      ...per30Days,
      reason: 'How much is known of this phone.',
      reasonZh: '对这部电话掌握的记录有多少。',
      sources,
    }),
    sqlFeature('calls', 'call_partners', 'count(distinct other)', {
      ...count('persons'),
      reason: 'A seller hears from many.',
      reasonZh: '贩卖者会接到很多人的电话。',
      sources,
    }),
    sqlFeature('calls', 'call_night_share', shareOf(isNight('started_at')), {
      ...share,
      reason: 'Orders come at night.',
      reasonZh: '订货多在夜间。',
      sources,
    }),
    sqlFeature('calls', 'call_outgoing_share', shareOf('outgoing = 1'), {
      ...share,
      reason: 'Buyers call, sellers are called.',
      reasonZh: '买家主动打出，卖家多为接听。',
      sources,
    }),
    sqlFeature('calls', 'call_seconds', meanOf('duration_s'), {
      ...quantity('seconds'),
      reason: 'Arranging a meeting is short.',
      reasonZh: '约见面的通话很短。',
      sources,
    }),
    sqlFeature('calls', 'call_short_share', shareOf('duration_s < 45'), {
      ...share,
      reason: 'Coded talk is short.',
      reasonZh: '暗语通话很短。',
      sources,
    }),
  ],
};
