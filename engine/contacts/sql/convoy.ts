import { config } from '../../config/index.ts';
import { type Dialect, sql } from '../../lake/index.ts';
import type { ChannelSql } from './channel-sql.ts';

const { contacts: limit } = config;
const window = limit.convoyWindowSeconds;

/** A gate is a checkpoint in one direction. */
const passageBucket = `
  select record_id, person, passed_at, place_id || '|' || coalesce(direction, '') as gate,
    ${sql.floorDivision('passed_at', window)} as bucket
  from passage`;

const busyBucket = `
  select gate, bucket, count(*) as passages from passage_bucket group by gate, bucket having count(*) > ${limit.convoyCrowdMax}`;

const passageKept = `
  select p.record_id, p.person, p.passed_at, p.gate, p.bucket
  from passage_bucket p left join busy_bucket h on h.gate = p.gate and h.bucket = p.bucket where h.gate is null`;

/**
 * Two people at one gate within the window, the later one as `x`. The time bucket stands in the join key
 * (the plain range join is 24 times slower): what lies a window back is in the same bucket or in the one before.
 */
export const together = (utcOffsetSeconds: number): string => `
  select case when x.person < y.person then x.person else y.person end as a,
    case when x.person < y.person then y.person else x.person end as b,
    x.gate, ${sql.localDay('x.passed_at', utcOffsetSeconds)} as day, y.passed_at as moment,
    case when x.person < y.person then x.record_id else y.record_id end as record_a,
    case when x.person < y.person then y.record_id else x.record_id end as record_b
  from passage_kept x
  join (select record_id, person, passed_at, gate, bucket as joined from passage_kept
        union all select record_id, person, passed_at, gate, bucket + 1 from passage_kept) y
    on x.gate = y.gate and x.bucket = y.joined
  where x.person <> y.person
    and y.passed_at <= x.passed_at and x.passed_at - y.passed_at <= ${window}
    and (y.passed_at < x.passed_at or y.person < x.person)`;

/** A convoy is one day on which two passed several gates together; every pair of passages is a record behind it. */
export function convoy(dialect: Dialect, utcOffsetSeconds: number): ChannelSql {
  const records = dialect.joined("record_a || '+' || record_b", ' ', 'moment, record_a, record_b');
  return {
    steps: [
      ['passage_bucket', passageBucket],
      ['busy_bucket', busyBucket],
      ['passage_kept', passageKept],
      ['together', together(utcOffsetSeconds)],
    ],
    meetings: `
  select a, b, min(moment) as moment, ${records} as record_a, cast(null as VARCHAR) as record_b, 2 as crowd
  from together group by a, b, day having count(distinct gate) >= ${limit.convoyGatesMin}`,
    capped: 'select coalesce(cast(sum(passages) as BIGINT), 0) as n from busy_bucket',
  };
}
