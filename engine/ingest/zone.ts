/** Offsets of a time zone, so that local times can be read without the SQL engine knowing zones. */

export interface ZoneStep {
  /** The offset below holds for local times from here on (seconds since 1970 as if local were UTC). */
  readonly fromLocal: number;
  readonly offsetSeconds: number;
}

const weekSeconds = 7 * 86_400;
const firstYear = Date.UTC(1970, 0, 1) / 1000;
const lastYear = Date.UTC(2101, 0, 1) / 1000;

/** True for an IANA name or a fixed offset such as +08:00. */
export function isZone(zone: string): boolean {
  if (fixedOffset(zone) !== undefined) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The offsets of a zone from 1970 to 2100, in time order. A local time that happens twice is taken as the earlier
 * instant; one that never happens is read with the new offset.
 */
export function zoneSteps(zone: string): readonly ZoneStep[] {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return [{ fromLocal: Number.NEGATIVE_INFINITY, offsetSeconds: fixed }];
  const offsetAt = offsetReader(zone);
  let offset = offsetAt(firstYear);
  const steps: ZoneStep[] = [{ fromLocal: Number.NEGATIVE_INFINITY, offsetSeconds: offset }];
  for (let at = firstYear; at < lastYear; at += weekSeconds) {
    const next = offsetAt(at + weekSeconds);
    if (next === offset) continue;
    const change = firstWith(offsetAt, next, at, at + weekSeconds);
    steps.push({ fromLocal: change + offset, offsetSeconds: next });
    offset = next;
  }
  return steps;
}

function fixedOffset(zone: string): number | undefined {
  if (zone === 'UTC' || zone === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return undefined;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

function offsetReader(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const part = Object.fromEntries(
      format.formatToParts(instant * 1000).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - instant;
  };
}

/** The first second in (low, high] whose offset is `wanted`. */
function firstWith(offsetAt: (instant: number) => number, wanted: number, low: number, high: number): number {
  let before = low;
  let after = high;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === wanted) after = middle;
    else before = middle;
  }
  return after;
}
