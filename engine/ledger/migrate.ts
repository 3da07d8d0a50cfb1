import type Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { migrations } from './migrations/list.ts';
import type { Migration } from './migrations/types.ts';

/**
 * Takes the steps that this ledger has not taken yet. Names, not numbers, say which: two branches may each add a step.
 * Call inside a transaction. A ledger made before names were kept counted its one step in `user_version`.
 * @throws ExcavatorError ledger_newer
 */
export function migrate(db: Database.Database, file: string, steps: readonly Migration[] = migrations): void {
  const counted = db.pragma('user_version', { simple: true }) as number;
  db.exec('create table if not exists migration (name text primary key) strict');
  const note = db.prepare<[string]>('insert into migration (name) values (?)');
  const taken = new Set(db.prepare<[], string>('select name from migration').pluck().all());
  if (counted > 0 && taken.size === 0) {
    note.run('runs');
    taken.add('runs');
  }
  const known = new Set(steps.map(({ name }) => name));
  const unknown = [...taken].filter((name) => !known.has(name));
  if (unknown.length > 0 || counted > steps.length) throw newer(file, unknown.join(', ') || `${counted} steps`);
  for (const { name, sql } of steps) {
    if (taken.has(name)) continue;
    db.exec(sql);
    note.run(name);
  }
  db.pragma(`user_version = ${steps.length}`);
}

function newer(file: string, got: string): ExcavatorError {
  return new ExcavatorError({
    code: 'ledger_newer',
    kind: 'conflict',
    what: 'The ledger was written by a newer version of excavator.',
    where: file,
    got,
    expected: 'steps that this version knows',
    advice: 'Use the newer excavator, or another --home.',
  });
}
