import type { BatchContent } from '../ingest/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import type { Lake } from '../lake/index.ts';

const daySeconds = 86400;

/** Seconds east of UTC in the zone of the data at an instant; the newest batch's zone counts. */
export function utcOffset(batches: readonly BatchContent[], at: number): number {
  const zone = batches.at(-1)?.dataset.timezone ?? 'Asia/Shanghai';
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at * 1000,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** Length of the records in days, from the first event to the last, at least 1. Expects the event views in the lake. */
export async function recordedDays(lake: Lake): Promise<number> {
  const [row] = await lake.rows<{ first_at: number | null; last_at: number | null }>(`
    select min(moment) as first_at, max(moment) as last_at from (
      select check_in as moment from stay union all select depart_at from leg
      union all select passed_at from passage union all select sent_at from shipment
      union all select started_at from conversation) as moments`);
  return Math.max(1, Math.ceil(((row?.last_at ?? 0) - (row?.first_at ?? 0)) / daySeconds));
}

export function nothingLoaded(home: string): ExcavatorError {
  return new ExcavatorError({
    code: 'nothing_loaded',
    kind: 'not_found',
    what: 'There are no records to work on.',
    where: home,
    advice: 'Load a data set first: `excavator ingest DIR`, or make a synthetic one: `excavator world --out DIR`.',
  });
}

export function nothingBefore(asOf: number): ExcavatorError {
  return new ExcavatorError({
    code: 'nothing_before_date',
    kind: 'usage',
    what: 'No record names anybody up to that date.',
    got: new Date(asOf * 1000).toISOString().slice(0, 10),
    advice: 'Give a later --as-of, or leave it out for the newest record. `excavator status` lists what is loaded.',
  });
}
