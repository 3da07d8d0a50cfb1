import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openBook } from '../../engine/audit/index.ts';
import { openLedger } from '../../engine/ledger/index.ts';
import { openRunBook } from '../../engine/run-book.ts';
import { withFolder } from '../support/home.ts';

const at = 1_700_000_000;
const run = (runId: string, asOf = 1) => ({ runId, asOf, model: 'm', report: { notices: [runId] } });

function opened(home: string) {
  const ledger = openLedger(home);
  const book = openBook(ledger.database, join(home, 'ledger.sqlite'), () => 0);
  return { runs: openRunBook<{ notices: string[] }>(book, ledger.changes), close: ledger.close };
}

describe('runs', () => {
  test('the newest is first; recording a run again moves it to the front with its new report', () =>
    withFolder((home) => {
      const { runs, close } = opened(home);
      for (const id of ['a', 'b', 'c']) runs.record(run(id), at);
      expect(runs.newest(2).map(({ runId }) => runId)).toEqual(['c', 'b']);
      runs.record({ ...run('a', 7), report: { notices: ['again'] } }, at);
      expect(runs.newest(9).map(({ runId }) => runId)).toEqual(['a', 'c', 'b']);
      expect(runs.find('a')).toEqual({ runId: 'a', asOf: 7, model: 'm', report: { notices: ['again'] } });
      expect(runs.find('nobody')).toBeUndefined();
      close();
    }));

  test('the newest is kept until there is another one, here or from another process', () =>
    withFolder(async (home) => {
      const [one, other] = [opened(home), opened(home)];
      expect(one.runs.last()).toBeUndefined();
      one.runs.record(run('a'), at);
      const newest = one.runs.last();
      expect(newest?.runId).toBe('a');
      await setImmediate();
      expect(one.runs.last()).toBe(newest);
      other.runs.record(run('b'), at);
      await setImmediate();
      expect(one.runs.last()?.runId).toBe('b');
      other.runs.record(run('a'), at);
      await setImmediate();
      expect(one.runs.last()).toBe(newest);
      other.runs.record({ ...run('a'), report: { notices: ['another'] } }, at);
      await setImmediate();
      expect(one.runs.last()?.report).toEqual({ notices: ['another'] });
      one.close();
      other.close();
    }));

  test('stay when the ledger is opened again, also by two at once', () =>
    withFolder((home) => {
      const [one, other] = [opened(home), opened(home)];
      one.runs.record(run('a'), at);
      expect(other.runs.newest(1)).toHaveLength(1);
      other.runs.record(run('b'), at);
      expect(one.runs.newest(1)[0]?.runId).toBe('b');
      one.close();
      other.close();
      const again = opened(home);
      expect(again.runs.newest(9)).toHaveLength(2);
      again.close();
    }));
});
