import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { keepNewestRead } from '../../api/newest-run.ts';
import type { Engine } from '../../engine/index.ts';
import { fixtureEngine, openFixtureHome } from '../fixtures/engine.ts';

let closeHome: () => void;
beforeAll(async () => {
  closeHome = await openFixtureHome();
});
afterAll(() => closeHome());
afterEach(() => vi.useRealTimers());

type State = ReturnType<Engine['readAhead']['state']>;
const reasonsWhile = async (state: State): Promise<string> => {
  const app = await buildApp({ ...fixtureEngine(), readAhead: { state: () => state, start: () => Promise.resolve() } });
  const answer = await app.inject('/ready');
  await app.close();
  expect(answer.statusCode === 200).toBe(answer.json().ready);
  return answer.json().reasons.join('\n');
};

describe('the newest run', () => {
  it('stands in the way of being ready while it is read, and when it cannot be', async () => {
    expect(await reasonsWhile('reading')).toContain('is being read');
    expect(await reasonsWhile('unreadable')).toContain('cannot be read');
    // The control: neither before anybody began nor afterwards.
    for (const state of ['none', 'unread', 'read'] as const)
      expect(await reasonsWhile(state)).not.toContain('newest run');
  });

  it('is read at once, and again when there is a newer one, until the service stops', () => {
    vi.useFakeTimers();
    let state: State = 'unread';
    let begun = 0;
    const start = (): Promise<void> => {
      begun += 1;
      state = 'read';
      return Promise.resolve();
    };
    const stop = keepNewestRead({ readAhead: { state: () => state, start } });
    expect(begun).toBe(1);
    vi.advanceTimersByTime(5000);
    expect(begun).toBe(1);
    state = 'unread';
    vi.advanceTimersByTime(1000);
    expect(begun).toBe(2);
    stop();
    state = 'unread';
    vi.advanceTimersByTime(5000);
    expect(begun).toBe(2);
  });
});
