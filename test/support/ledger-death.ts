import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { verifyLog } from '../../engine/audit/index.ts';
import { leadTables } from '../../engine/leads/index.ts';
import { openLedger } from '../../engine/ledger/index.ts';
import { rightsTables } from '../../engine/rights/index.ts';

const root = join(import.meta.dirname, '../..');
const built = (path: string): string => JSON.stringify(pathToFileURL(join(root, 'dist', path)).href);
export const leadsOfRun = 50;

/**
 * A run with 50 leads over the built engine: proposed, taken, opened and approved in waves. Every act has its key, so the
 * run can be begun again after any death. What was acknowledged is said at once; what failed is said with its code.
 */
const main = `
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLedger } from ${built('engine/ledger/index.js')};
import { openBook } from ${built('engine/audit/index.js')};
import { openLeadBook, propose } from ${built('engine/leads/index.js')};
import { putUnit } from ${built('engine/rights/index.js')};
const [, , home] = process.argv;
const say = (text) => writeSync(1, text + '\\n');
const at = 1760000000;
const db = openLedger(home).database;
const book = openBook(db, join(home, 'ledger.sqlite'), () => 0);
const admin = { account: 'admin', role: 'administrator', unit: 'office', mustRotate: false };
const leads = openLeadBook(book, () => ({ purpose: 'x', legalBasis: 'x', reviewBy: at * 2 }));
const step = (n) => ({ from: 'P-' + n, to: 'P-K', channel: 'room', count: 1, expected: 0, first: 1, last: 2, records: ['r' + n] });
const evidence = (n) => ({ caseId: 'C', established: 'user', establishedAt: 1, path: [step(n)], contacts: [], channels: [],
  reasonsFor: [], reasonsAgainst: [], innocent: [], wouldChange: [], whatIsNew: [] });
const draft = (n) => ({ person: 'P-' + n, role: 'retailer', area: 'A', score: n / 100, low: 0, high: 1, model: 'm', run: 'r',
  asOf: 3, hops: 1, known: [], sample: false, evidence: evidence(n) });
const id = (n) => 'L-' + [...String(n).padStart(16, '0')].map((c) => 'abcdefghij'[Number(c)]).join('');
const attempt = async (name, work) => {
  try {
    const done = await work();
    say('done ' + name);
    return done;
  } catch (error) {
    say('failed ' + name + ' ' + (error.code ?? error.message) + ' trouble ' + (book.trouble()?.code ?? 'none'));
    return undefined;
  }
};
say('ready');
await attempt('unit', () => putUnit(book, admin, at, { id: 'county', name: 'c', kind: 'county_brigade', area: null }));
let made = 0;
const drafts = Array.from({ length: ${leadsOfRun} }, (_, n) => draft(n));
await attempt('propose', () => propose(book, drafts, { at, by: 'system:propose', freshId: () => id(made++) }));
const wave = (name, work) => Promise.all(drafts.map((_, n) => attempt(name + '-' + n, () => work(n))));
const who = (n) => ({ account: 'r' + n, role: 'reviewer', unit: 'county', mustRotate: false });
for (let from = 0; from < drafts.length; from += 10) {
  const hands = Array.from({ length: 10 }, (_, i) => from + i);
  const taken = await Promise.all(hands.map((n) => attempt('next-' + n, () => leads.next(who(n), at, 'next-' + n))));
  await Promise.all(hands.map((n, i) => taken[i] && attempt('read-' + n, () => leads.read(who(n), at, taken[i].lead))));
  await Promise.all(hands.map((n, i) => taken[i] && attempt('approve-' + n, () =>
    leads.approve(who(n), { at, lead: taken[i].lead, code: 'facts_support', reason: 'x', once: 'approve-' + n }))));
}
say('end');
`;

export function writeChild(): { readonly script: string; readonly remove: () => void } {
  const folder = join(root, '.cache', `ledger-child-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const script = join(folder, 'main.mjs');
  writeFileSync(script, main);
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs to the end, or to its death or failure by what strace injects, such as `pwrite64:signal=SIGKILL:when=7`. */
export function runChild(script: string, home: string, inject?: string): readonly string[] {
  const node = [process.execPath, script, home];
  const [call] = (inject ?? '').split(':');
  const traced = ['strace', '-f', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${inject}`, ...node];
  const [command = '', ...args] = inject === undefined ? node : traced;
  const { stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}

/** Kills the run so many milliseconds after it was ready. */
export async function killChild(script: string, home: string, afterMs: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8');
  const gone = new Promise((done) => child.once('close', done));
  await new Promise<void>((ready) =>
    child.stdout.on('data', (text: string) => {
      said += text;
      if (said.includes('ready')) ready();
    }),
  );
  await new Promise((go) => setTimeout(go, afterMs));
  child.kill('SIGKILL');
  await gone;
  return said.split('\n').filter((line) => line !== '');
}

/** Whether this machine lets strace change system calls; some containers do not. */
export function canInject(): boolean {
  const { status } = spawnSync('strace', ['-f', '-o', '/dev/null', '-e', 'trace=none', 'true']);
  return status === 0;
}

/** Nothing acknowledged is lost or doubled, and the log verifies. @returns what is wrong, in sentences */
export function wrongAfter(home: string, said: readonly string[]): readonly string[] {
  const wrong: string[] = [];
  // Opened as the program opens it: a death while the tables were made is healed there.
  const db = openLedger(home).database;
  try {
    const { faults } = verifyLog(db, { tables: [...rightsTables, ...leadTables], checkpoints: [] });
    wrong.push(...faults.map(({ code, where, what }) => `${code} ${where}: ${what}`));
    const byKey = db.prepare<[string], number>('select count(*) from audit_entry where once = ?').pluck();
    const leads = db.prepare<[], number>('select count(*) from lead').pluck().get();
    for (const line of said) {
      const [verb, name = ''] = line.split(' ');
      if (verb !== 'done') continue;
      if (/^(next|approve)-/.test(name) && byKey.get(name) !== 1)
        wrong.push(`${name} was acknowledged and is not there once`);
      if (name === 'propose' && leads !== leadsOfRun) wrong.push(`${leads} leads of ${leadsOfRun}`);
    }
    const twice = db
      .prepare<[], number>(
        "select count(*) from (select subject from audit_entry where act = 'lead.approve' group by subject having count(*) > 1)",
      )
      .pluck();
    if (twice.get() !== 0) wrong.push('a lead was approved twice');
  } finally {
    db.close();
  }
  return wrong;
}
