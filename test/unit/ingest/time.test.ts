import { describe, expect, it } from 'vitest';
import { readTimeFormat } from '../../../engine/ingest/time-format.ts';
import { isZone, zoneSteps } from '../../../engine/ingest/zone.ts';

describe('time formats', () => {
  it.each([
    ['yyyymmdd hhmm', '20060601 0008', '2006-06-01 00:08:00'],
    ['yyyy-mm-dd hh:mm:ss', '2024-05-01 08:09:10', '2024-05-01 08:09:10'],
    ['d/m/yyyy h:mm', '1/5/2024 8:03', '2024-5-1 8:03:00'],
    ['yyyy.mm.dd', '2024.05.01', '2024-05-01 00:00:00'],
  ])('%s reads %s', (format, value, iso) => {
    const read = readTimeFormat(format);
    const pattern = new RegExp(`^(?:${read?.pattern})$`);
    expect(value).toMatch(pattern);
    expect(value.replace(pattern, read?.iso.replaceAll(/\\(\d)/g, '$$$1') ?? '')).toBe(iso);
  });

  it('takes signs of a pattern for themselves', () => {
    expect('2024x05x01').not.toMatch(new RegExp(`^${readTimeFormat('yyyy.mm.dd')?.pattern}$`));
  });

  it.each(['hhmm', 'yyyymm', 'yyyymmdd yyyy', 'yy-mm-dd'])('%s is no format', (format) => {
    expect(readTimeFormat(format)).toBeUndefined();
  });
});

describe('zones', () => {
  it('knows zones and offsets', () => {
    expect(['Asia/Shanghai', 'UTC', '+08:00', '-0330'].map(isZone)).toEqual([true, true, true, true]);
    expect(['Asia/Nowhere', '8', ''].map(isZone)).toEqual([false, false, false]);
  });

  it('gives one step for a fixed offset', () => {
    expect(zoneSteps('-03:30')).toEqual([{ fromLocal: Number.NEGATIVE_INFINITY, offsetSeconds: -12_600 }]);
  });

  it('agrees with Intl at every hour around the changes of a year', () => {
    const steps = zoneSteps('Europe/Berlin');
    const offsetOf = (local: number): number =>
      steps.findLast(({ fromLocal }) => fromLocal <= local)?.offsetSeconds ?? 0;
    const local = (text: string): number => Date.parse(`${text}Z`) / 1000;
    expect(offsetOf(local('2024-03-31T01:59:59'))).toBe(3600);
    expect(offsetOf(local('2024-03-31T03:00:00'))).toBe(7200);
    // Half past two happens twice in October: the earlier instant is taken.
    expect(offsetOf(local('2024-10-27T02:30:00'))).toBe(7200);
    expect(offsetOf(local('2024-10-27T03:00:00'))).toBe(3600);
  });

  it('knows that Shanghai had summer time', () => {
    const offsets = new Set(zoneSteps('Asia/Shanghai').map(({ offsetSeconds }) => offsetSeconds));
    expect(offsets).toEqual(new Set([28_800, 32_400]));
  });
});
