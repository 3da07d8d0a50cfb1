import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../../scripts/docs/pages.ts';

const root = repositoryRoot(import.meta.dirname);
const rows = readFileSync(join(root, 'docs', 'oversight.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const quoted = (cell: string | undefined): readonly string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '');

/** `unit/leads/leads` is a test file, `unit/features` a folder of them. */
function isTest(name: string): boolean {
  const path = join(root, 'test', name);
  return existsSync(`${path}.test.ts`) || (existsSync(path) && statSync(path).isDirectory());
}

it('the table of rules has every rule, each with a guard, a test that is there and a negative control', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
  for (const [, number, rule, guard, test, control] of rows)
    for (const cell of [rule, guard, test, control]) expect(cell?.length, `rule ${number}`).toBeGreaterThan(5);
});

it('names files that are there', () => {
  const tests = rows.flatMap(([, , , , test]) =>
    quoted(test).filter((name) => /^(unit|e2e|property|fault|contract)\//.test(name)),
  );
  expect(tests.length).toBeGreaterThan(20);
  expect(tests.filter((name) => !isTest(name))).toEqual([]);
  const guards = rows.flatMap(([, , , guard]) => quoted(guard).filter((name) => name.endsWith('.ts')));
  expect(guards.length).toBeGreaterThan(15);
  expect(guards.filter((name) => !existsSync(join(root, 'engine', name)))).toEqual([]);
  // Negative control: a name that nobody has given.
  expect(isTest('unit/leads/no-such')).toBe(false);
});
