import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../engine/index.ts';
import { passingChallenger } from '../fixtures/challenger.ts';
import { cli, scratch } from '../fixtures/cli.ts';
import { clock } from '../fixtures/demo-home.ts';
import { slipped } from '../support/slipped-records.ts';

/** Commands that somebody answers for, as a person types them: a model promoted, two records parted. */
const space = scratch();
const [home, records] = [join(space.dir, 'home'), join(space.dir, 'records')];
const password = 'a long enough sentence';
const as = (account: string, ...args: readonly string[]) => cli('--home', home, ...args, '--as', account);

beforeAll(async () => {
  mkdirSync(records);
  slipped(records);
  const engine = await openEngine({ home, now: clock(), clock, threads: 1 });
  await engine.ingest(records);
  await engine.run();
  const { accounts } = engine.oversight;
  const first = await engine.oversight.firstStart(clock());
  await accounts.changePassword(clock(), 'admin', readFileSync(first?.passwordFile ?? '', 'utf8').trim(), password);
  const admin = await accounts.signIn(clock(), 'admin', password);
  for (const [name, role] of [
    ['ana', 'analyst'],
    ['abe', 'analyst'],
    ['rosa', 'reviewer'],
  ] as const) {
    await accounts.create(admin, clock(), { name, role, unit: 'office', password: `first ${password}` });
    await accounts.changePassword(clock(), name, `first ${password}`, password);
  }
  engine.close();
  await passingChallenger(home);
  process.env.EXCAVATOR_PASSWORD = password;
}, 300_000);
afterAll(() => {
  delete process.env.EXCAVATOR_PASSWORD;
  space.drop();
});

const actors = (act: string): readonly unknown[] => {
  const db = new Database(join(home, 'ledger.sqlite'), { readonly: true });
  const found = db.prepare('select actor from audit_entry where act = ? order by seq').pluck().all(act);
  db.close();
  return found;
};

describe('a command that somebody answers for', () => {
  it('is refused to nobody, to a wrong password, and to an account without the right', () => {
    for (const command of [
      ['promote', 'test/1', '--why', 'better'],
      ['rollback', '--why', 'worse'],
      ['identity', 'split', 'slip 1', 's 9+x', '--reason', 'brothers'],
      ['findings', '--undo', 'F-X', '--reason', 'brothers'],
    ]) {
      const nobody = cli('--home', home, ...command);
      expect([nobody.code, nobody.stderr], command.join(' ')).toEqual([2, expect.stringContaining('--as ACCOUNT')]);
    }
    for (const command of [
      ['promote', 'test/1', '--why', 'better'],
      ['identity', 'split', 'slip 1', 's 9+x', '--reason', 'brothers'],
    ])
      expect(as('rosa', ...command), command.join(' ')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('This role has no right to do that.'),
      });
    process.env.EXCAVATOR_PASSWORD = 'not it';
    const wrong = as('ana', 'promote', 'test/1', '--why', 'better');
    process.env.EXCAVATOR_PASSWORD = password;
    expect(wrong.stderr).toContain('Name and password do not fit together.');
    // A name that is typed is no account.
    expect(cli('--home', home, 'promote', 'test/1', '--by', 'ana', '--why', 'better').stderr).toContain(
      'unknown option',
    );
  }, 300_000);

  it('promotes by two accounts, never by one, and goes back by one', () => {
    expect(as('abe', 'promote', 'test/1', '--approve').stderr).toContain('Nobody has proposed this model.');
    expect(as('ana', 'promote', 'test/1').stderr).toContain('needs a reason');
    expect(as('ana', 'promote', 'test/1', '--why', 'better').stdout).toContain('test/1 is proposed to replace');
    const alone = as('ana', 'promote', 'test/1', '--approve');
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('may not approve it')]);
    expect(as('abe', 'promote', 'test/1', '--approve').stdout).toContain('test/1 is champion; it replaces');
    expect(as('ana', 'rollback', '--why', 'too many innocent people').stdout).toContain(
      'is champion; it replaces test/1',
    );
    expect(['model.propose', 'model.approve', 'model.roll_back'].map(actors)).toEqual([['ana'], ['abe'], ['ana']]);
  }, 300_000);

  it('decides who is who in the name of the account, and the log verifies', () => {
    const split = as('ana', '--json', 'identity', 'split', 'slip 1', 's 9+x', '--reason', 'brothers');
    expect([split.code, JSON.parse(split.stdout)]).toMatchObject([0, { decision: 'not_same' }]);
    expect(as('abe', 'identity', 'join', 'slip 1', 's 9+x', '--reason', 'one man').stdout).toContain(
      'one person, by abe',
    );
    expect(actors('identity.record')).toEqual(['ana', 'abe']);
    expect(cli('--home', home, 'audit', 'verify').code).toBe(0);
  }, 300_000);
});
