import type { BatchContent } from './ingest/index.ts';
import { ExcavatorError } from './kernel/errors.ts';
import type { Lake } from './lake/index.ts';

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

/** Length of the records in days up to the date, at least 1. Expects the event views in the lake. */
export async function recordedDays(lake: Lake, asOf: number): Promise<number> {
  const [row] = await lake.rows<{ first_at: number | null }>(`
    select min(at) as first_at from (
      select min(check_in) as at from stay union all select min(depart_at) from leg
      union all select min(passed_at) from passage union all select min(sent_at) from shipment
      union all select min(started_at) from conversation) as firsts`);
  const first = row?.first_at ?? asOf;
  return Math.max(1, Math.ceil((asOf - first) / daySeconds));
}

export function nothingLoaded(home: string): ExcavatorError {
  return new ExcavatorError({
    code: 'nothing_loaded',
    kind: 'usage',
    what: 'There are no records to work on.',
    where: home,
    advice: 'Load a data set first: `excavator ingest DIR`, or make a synthetic one: `excavator world --out DIR`.',
  });
}
