import { closeSync, fsyncSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Book, openBook, openSigner, verifyLog } from '../../engine/audit/index.ts';
import { leadPolicy, leadTables } from '../../engine/leads/index.ts';
import { openLedger } from '../../engine/ledger/index.ts';
import { rightsTables } from '../../engine/rights/index.ts';
import { publish } from '../fixtures/bench.ts';
import { withFolder } from '../support/home.ts';
import { at0, draft, leadHome, principal } from '../support/lead-home.ts';

const entries = Number(process.env.EXCAVATOR_BENCH_ENTRIES ?? 10_000_000);
const leadsInBook = Number(process.env.EXCAVATOR_BENCH_LEADS ?? 1_000_000);
const tables = [...rightsTables, ...leadTables];

const seconds = (start: number): number => (performance.now() - start) / 1000;
const quantile = (times: number[], q: number): number =>
  times.sort((x, y) => x - y)[Math.floor(q * (times.length - 1))] ?? 0;

/** Milliseconds of one fsync after a small append, the median of many: what a durable commit cannot beat alone. */
function fsyncMs(dir: string): number {
  const handle = openSync(join(dir, 'fsync'), 'w');
  const times = Array.from({ length: 100 }, () => {
    writeSync(handle, 'x'.repeat(4096));
    const start = performance.now();
    fsyncSync(handle);
    return performance.now() - start;
  });
  closeSync(handle);
  return quantile(times, 0.5);
}

test('durable leads in batches, state changes by single calls', () =>
  withFolder(async (home) => {
    const { book, leads, put } = leadHome(home);
    const drafts = Array.from({ length: 40_000 }, (_, i) => draft(`P-${i}`, { score: (i % 997) / 1000 }));
    put(drafts.slice(0, 2000));
    const proposeStart = performance.now();
    put(drafts.slice(2000));
    const leadsPerSecond = 38_000 / seconds(proposeStart);
    const who = principal('rosa', 'reviewer');
    const inFlight = 256;
    const calls = 24_000;
    let asked = 0;
    const waits: number[] = [];
    const caller = async (): Promise<void> => {
      while (asked < calls) {
        asked += 4;
        const timed = async <T>(work: () => Promise<T>): Promise<T> => {
          const start = performance.now();
          const done = await work();
          waits.push(performance.now() - start);
          return done;
        };
        const taken = await timed(() => leads.next(who, at0 + 1));
        const lead = taken?.lead ?? '';
        await timed(() => leads.read(who, at0 + 1, lead));
        const doing = { at: at0 + 1, lead, code: 'facts_support', reason: 'Four nights.' };
        await timed(() => leads.approve(who, doing));
        const sam = principal('sam', 'supervisor');
        await timed(() => leads.dispatch(sam, { ...doing, code: 'to_unit' }));
      }
    };
    const changeStart = performance.now();
    await Promise.all(Array.from({ length: inFlight }, caller));
    const changes = waits.length / seconds(changeStart);
    const report = verifyLog(book.database, { tables, checkpoints: [] });
    expect(report.faults).toEqual([]);
    publish('oversight-writes', {
      title: 'The lead book: durable writes (WAL, synchronous=FULL), each with its audit entry and row hashes',
      columns: ['what', 'per second', 'goal'],
      rows: [
        ['leads proposed in batches of 500', Math.round(leadsPerSecond), '10,000'],
        [`state changes by single calls, ${inFlight} in flight`, Math.round(changes), '3,000'],
        ['p99 of one such call, ms', quantile(waits, 0.99).toFixed(1), ''],
        ['one fsync alone, ms (median)', fsyncMs(home).toFixed(2), ''],
      ],
      note: 'A state change is one act: rights, state, reason, two covered rows, one entry.',
    });
  }));

test('the next lead, with a million in the book', () =>
  withFolder(async (home) => {
    const { book, leads, put } = leadHome(home);
    book.database.pragma('synchronous = OFF');
    const chunk = 20_000;
    for (let from = 0; from < leadsInBook; from += chunk)
      put(
        Array.from({ length: chunk }, (_, i) => draft(`P-${from + i}`, { score: (((from + i) * 7919) % 1000) / 1000 })),
      );
    book.database.pragma('synchronous = FULL');
    const times: number[] = [];
    const writeOnly: number[] = [];
    for (let i = 0; i < 2000; i++) {
      const start = performance.now();
      await leads.next(principal(`r${i}`, 'reviewer'), at0 + 1 + Math.floor(i / 10));
      times.push(performance.now() - start);
    }
    book.database.pragma('synchronous = OFF');
    for (let i = 0; i < 2000; i++) {
      const start = performance.now();
      await leads.next(principal(`s${i}`, 'reviewer'), at0 + 300 + leadPolicy.lockSeconds);
      writeOnly.push(performance.now() - start);
    }
    publish('oversight-next', {
      title: `Next lead with ${leadsInBook.toLocaleString('en')} leads in the book, one call at a time`,
      columns: ['what', 'p50 ms', 'p99 ms', 'goal p99 ms'],
      rows: [
        [
          'next lead, durable (one fsync a call)',
          quantile(times, 0.5).toFixed(2),
          quantile(times, 0.99).toFixed(2),
          '5',
        ],
        ['the same without the fsync', quantile(writeOnly, 0.5).toFixed(2), quantile(writeOnly, 0.99).toFixed(2), ''],
        ['one fsync alone', fsyncMs(home).toFixed(2), '', ''],
      ],
      note: 'The second half takes leads whose locks have lapsed.',
    });
  }));

/** A log of entries that read leads and change none, as most entries are. */
function fillLog(book: Book, size: number): void {
  const batch = 20_000;
  for (let from = 0; from < size; from += batch)
    book.together((act) => {
      for (let i = from; i < Math.min(size, from + batch); i++)
        act(
          {
            at: at0 + Math.floor(i / 100),
            actor: `r${i % 97}`,
            act: 'lead.read',
            subject: `L-${String(i % 99_991).padStart(16, 'a')}`,
            detail: { case: `C-${i % 53}` },
          },
          () => undefined,
        );
    });
}

test('a long log: verification and proofs', () =>
  withFolder((home) => {
    const db = openLedger(home).database;
    db.pragma('synchronous = OFF');
    const book = openBook(db, 'ledger', () => 0);
    const fillStart = performance.now();
    fillLog(book, entries);
    const filled = seconds(fillStart);
    const signer = openSigner(join(home, 'keys'));
    const checkpoint = signer.checkpoint(book, at0, join(home, 'out'));
    db.pragma('wal_checkpoint(truncate)');
    const verifyStart = performance.now();
    const checkpoints = checkpoint === undefined ? [] : [{ checkpoint, where: 'bench' }];
    const report = verifyLog(db, { tables, checkpoints });
    const verified = seconds(verifyStart);
    expect([report.entries, report.checkpoints, report.faults]).toEqual([entries, 1, []]);
    const proofs: number[] = [];
    const consistency: number[] = [];
    for (let i = 0; i < 5000; i++) {
      const seq = (i * 1_299_709) % entries;
      const start = performance.now();
      book.prove(seq);
      proofs.push(performance.now() - start);
      const again = performance.now();
      book.proveConsistent(seq + 1, entries);
      consistency.push(performance.now() - again);
    }
    publish('oversight-audit', {
      title: `Audit log of ${entries.toLocaleString('en')} entries`,
      columns: ['what', 'measured', 'goal'],
      rows: [
        ['verify everything, seconds', verified.toFixed(1), '120'],
        [
          'inclusion proof, p50 / p99 ms',
          `${quantile(proofs, 0.5).toFixed(3)} / ${quantile(proofs, 0.99).toFixed(3)}`,
          '2 (p99)',
        ],
        [
          'consistency proof, p50 / p99 ms',
          `${quantile(consistency, 0.5).toFixed(3)} / ${quantile(consistency, 0.99).toFixed(3)}`,
          '2 (p99)',
        ],
        ['append, entries a second, batches of 20,000, no fsync', Math.round(entries / filled), ''],
        ['ledger file, MB', Math.round(statSync(join(home, 'ledger.sqlite')).size / 2 ** 20), ''],
      ],
      note: 'One thread. Every entry hashed anew, every tile compared, the signed head compared.',
    });
  }));
