import { describe, expect, it } from 'vitest';
import { delaysMs, nextAttemptMs, retryAfterMs, verdictOf } from '../../../engine/push/schedule.ts';

const hour = 3_600_000;

describe('the schedule', () => {
  it('is ten attempts over about 75 hours, spread by a tenth', () => {
    const run = (chance: number): { attempts: number; hours: number } => {
      let now = 0;
      let attempts = 1;
      for (;;) {
        const next = nextAttemptMs(attempts, now, chance);
        if (next === undefined) return { attempts, hours: now / hour };
        now = next;
        attempts += 1;
      }
    };
    expect(run(0.5)).toEqual({ attempts: 10, hours: delaysMs.reduce((a, b) => a + b) / hour });
    expect(run(0.5).hours).toBeCloseTo(75.58, 2);
    expect(run(0).hours / run(0.5).hours).toBeCloseTo(0.9, 6);
    expect(run(0.999999).hours / run(0.5).hours).toBeCloseTo(1.1, 4);
  });

  it('waits as long as a receiver asks, at most a day, and never less than planned', () => {
    expect(nextAttemptMs(1, 0, 0.5, 60_000)).toBe(60_000);
    expect(nextAttemptMs(1, 0, 0.5, 1000)).toBe(5000);
    expect(nextAttemptMs(1, 0, 0.5, 90 * hour)).toBe(24 * hour);
  });

  it.each([
    ['120', 120_000],
    ['Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
    ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['1e9', undefined],
    [undefined, undefined],
  ])('reads Retry-After %s as %s ms', (header, wanted) => {
    expect(retryAfterMs(header, Date.UTC(2026, 9, 21, 7, 28, 0))).toBe(wanted);
  });

  it.each([
    [200, 'taken'],
    [204, 'taken'],
    [299, 'taken'],
    [302, 'again'],
    [404, 'again'],
    [410, 'gone'],
    [429, 'again'],
    [500, 'again'],
    [undefined, 'again'],
  ])('takes %s for %s', (status, verdict) => {
    expect(verdictOf(status === undefined ? {} : { status })).toBe(verdict);
  });
});
