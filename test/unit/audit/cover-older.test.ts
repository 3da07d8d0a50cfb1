import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openEngine } from '../../../engine/index.ts';
import { migrate } from '../../../engine/ledger/migrate.ts';
import { migrations } from '../../../engine/ledger/migrations/list.ts';
import { withFolder } from '../../support/home.ts';

const now = 1_760_000_000;

/** A ledger as it was before the log covered runs, decisions and models, with a row in each of their tables. */
function olderLedger(home: string): void {
  const db = new Database(join(home, 'ledger.sqlite'));
  migrate(
    db,
    'ledger',
    migrations.filter(({ name }) => name !== 'covered'),
  );
  db.exec(`
    insert into run (run_id, as_of, model, report) values ('r1', 1, 'm/1', '{"runId":"r1"}'), ('r2', 2, 'm/1', '{"runId":"r2"}');
    insert into identity_decision (decision, person_a, person_b, by, at, reason) values ('same', 'P-A', 'P-B', 'Li', 3, 'one voice');
    insert into model_alias values ('champion', 'm/1', 'ab', 4);
    insert into promotion (move, model, sha256, proposed_by, proposed_at, reason, gates, approved_by, approved_at)
      values ('promote', 'm/1', 'ab', 'Li', 3, 'better', '[]', 'Wang', 4);
    insert into model_evaluation (model, sha256, run_id, at, metrics) values ('m/1', 'ab', 'r1', 2, '{}')`);
  db.close();
}

async function faultsOf(home: string): Promise<readonly string[]> {
  const engine = await openEngine({ home, now, threads: 1 });
  const { faults } = engine.oversight.verify();
  engine.close();
  return faults.map(({ code, where }) => `${code} ${where}`);
}

const older = ['run', 'identity_decision', 'model_alias', 'promotion', 'model_evaluation'];

test('rows from before keep their values and are vouched for, once', () =>
  withFolder(async (home) => {
    olderLedger(home);
    expect(await faultsOf(home)).toEqual([]);
    expect(await faultsOf(home)).toEqual([]);
    const db = new Database(join(home, 'ledger.sqlite'));
    expect(db.prepare("select count(*) from audit_entry where act = 'ledger.cover'").pluck().get()).toBe(1);
    expect(db.prepare('select id, sequence, as_of, model, report from run order by sequence').all()).toEqual([
      { id: 'r1', sequence: 1, as_of: 1, model: 'm/1', report: '{"runId":"r1"}' },
      { id: 'r2', sequence: 2, as_of: 2, model: 'm/1', report: '{"runId":"r2"}' },
    ]);
    expect(db.prepare('select by, reason from identity_decision').all()).toEqual([{ by: 'Li', reason: 'one voice' }]);
    expect(db.prepare('select id, model from model_alias').all()).toEqual([{ id: 'champion', model: 'm/1' }]);
    expect(db.prepare('select approved_by, replaces from promotion').all()).toEqual([
      { approved_by: 'Wang', replaces: null },
    ]);
    expect(db.prepare('select run_id from model_evaluation').pluck().all()).toEqual(['r1']);
    for (const table of older)
      expect(db.prepare(`select count(*) from ${table} where rev < 0`).pluck().get(), table).toBe(0);
    db.close();
  }));

test('a row slipped in later, as if it were from before, is told of', () =>
  withFolder(async (home) => {
    expect(await faultsOf(home)).toEqual([]);
    const db = new Database(join(home, 'ledger.sqlite'));
    db.exec(`insert into model_alias values ('champion', 'm/9', 'ab', 4, -1)`);
    db.close();
    expect(await faultsOf(home)).toEqual(['row_unexpected model_alias']);
  }));
