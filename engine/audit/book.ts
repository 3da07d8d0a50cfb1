import type Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { createWriter } from '../ledger/index.ts';
import { entryText } from './entry.ts';
import { leafHash } from './hash.ts';
import { openLog } from './log.ts';
import { consistencyProof, inclusionProof, rootAt } from './proofs.ts';
import { openRows } from './rows.ts';
import type { Act, Cell, Entry, Pages, Row } from './types.ts';

export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

export interface InclusionProof extends TreeHead {
  readonly entry: Entry;
  readonly leaf: Buffer;
  /** What the leaf is the hash of. */
  readonly text: string;
  readonly path: readonly Uint8Array[];
}

/** Everything that is done in a home is done through its book: the act and its entry are one transaction. */
export interface Book {
  /** For reading, and for nothing that the log should know of. */
  readonly database: Database.Database;
  /**
   * Does the work and leaves its entry, both or neither. What the work refuses as forbidden leaves an entry too.
   * @throws ExcavatorError clock_set_back, idempotency_key_reused, log_rolled_back, ledger_unwritable, disk_full
   */
  act<T>(act: Act, work: (pages: Pages) => T): T;
  /** The same in a shared transaction: one fsync for all that is asked for meanwhile. */
  actSoon<T>(act: Act, work: (pages: Pages) => T): Promise<T>;
  /** An entry for a look that writes nothing, in a shared transaction: on the disk when this resolves. */
  note(act: Act): Promise<void>;
  /** Several acts in one transaction: all of them or none. */
  together<T>(work: (act: <U>(act: Act, work: (pages: Pages) => U) => U) => T): T;
  /** Instant of the newest entry in epoch seconds, 0 before there is one. Ask within an act. */
  lastAt(): number;
  head(): TreeHead;
  prove(seq: number, size?: number): InclusionProof | undefined;
  proveConsistent(older: number, newer: number): readonly Uint8Array[];
  /** Undefined while the ledger can be written. */
  trouble(): unknown;
}

/** Clocks of the processes that share a ledger may differ by so much. */
const clockSlackSeconds = 60;

type Outcome<T> = { readonly value: T } | { readonly refusal: unknown };

/** Hears of every covered row in the transaction that writes it; what it throws undoes the act. */
export type Follow = (table: string, row: Row, at: number) => void;

/**
 * @param least entries that are known to have been there: fewer is an old copy put back
 * @param follow writes what must become true together with the act, such as the outbox
 */
export function openBook(
  db: Database.Database,
  file: string,
  least: () => number,
  follow: Follow = () => undefined,
): Book {
  const log = openLog(db, (size) => {
    if (size < least()) throw rolledBack(size, least());
  });
  const writer = createWriter(db, file, log);
  const rowsOf = openRows(db);
  const [savepoint, rollback, release] = [
    db.prepare('savepoint act'),
    db.prepare('rollback to act'),
    db.prepare('release act'),
  ];
  /** Refuses without throwing: others share the transaction. */
  const noted = ({ at, actor, act, subject, detail = {} }: Act): Outcome<void> => {
    if (at < log.lastAt() - clockSlackSeconds) return { refusal: clockSetBack(at, log.lastAt()) };
    log.append({ at, actor, act, subject, once: null, detail: JSON.stringify(detail), rows: '[]' });
    return { value: undefined };
  };
  const attempt = <T>(act: Act, work: (pages: Pages) => T): Outcome<T> => {
    const { actor, act: name, subject, once = null } = act;
    const behind = act.at < log.lastAt() - clockSlackSeconds;
    if (behind && act.behind !== true) throw clockSetBack(act.at, log.lastAt());
    const clock = act.at;
    const inOrder = behind ? log.lastAt() : clock;
    let at = inOrder;
    const before = once === null ? undefined : log.byKey(once);
    if (before !== undefined) return { value: repeated<T>(before, act) };
    const detail: Record<string, unknown> = { ...act.detail };
    const written: [string, string, string][] = [];
    const rev = log.tree().size;
    const entry = (rows: readonly unknown[]): void => {
      log.append({ at, actor, act: name, subject, once, detail: JSON.stringify(detail), rows: JSON.stringify(rows) });
    };
    savepoint.run();
    try {
      const value = work({
        get: (table, id) => rowsOf(table).get(id) as never,
        put: (table, row) => {
          written.push([table.name, String(row.id), rowsOf(table).put(row, rev)]);
          follow(table.name, row, clock);
        },
        erase: (table, id) => {
          rowsOf(table).erase(id);
          written.push([table.name, id, '']);
        },
        goOnFromClock: () => {
          at = clock;
        },
        note: (key: string, cell: Cell) => {
          detail[key] = cell;
        },
      });
      if (once !== null) detail.result = value ?? null;
      entry(lastOfEach(written));
      release.run();
      return { value };
    } catch (error) {
      if (!db.inTransaction) throw error;
      rollback.run();
      release.run();
      if (!(error instanceof ExcavatorError) || error.kind !== 'forbidden') throw error;
      refuse({ ...act, at: inOrder }, error.code);
      return { refusal: error };
    }
  };
  const refuse = ({ at, actor, act, subject, detail = {} }: Act, code: string): void => {
    const said = JSON.stringify({ ...detail, of: act, code });
    log.append({ at, actor, act: 'refused', subject, once: null, detail: said, rows: '[]' });
  };
  return {
    database: db,
    act: (act, work) => settled(writer.now(() => attempt(act, work))),
    actSoon: async (act, work) => settled(await writer.soon(() => attempt(act, work))),
    note: async (act) => settled(await writer.soonWhole(() => noted(act))),
    together: (work) => writer.now(() => work((act, part) => settled(attempt(act, part)))),
    lastAt: log.lastAt,
    head: () => writer.now(() => ({ size: log.tree().size, root: log.tree().root() })),
    prove: (seq, size) => {
      log.begin();
      const { node, size: all } = log.tree();
      const entry = log.entry(seq);
      const of = size ?? all;
      if (entry === undefined || seq >= of || of > all) return undefined;
      const root = Buffer.from(rootAt(of, node));
      const text = entryText(entry);
      return { entry, text, leaf: leafHash(text), path: inclusionProof(seq, of, node), size: of, root };
    },
    proveConsistent: (older, newer) => {
      log.begin();
      return consistencyProof(older, newer, log.tree().node);
    },
    trouble: writer.trouble,
  };
}

function settled<T>(outcome: Outcome<T>): T {
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}

/** A row written twice in one act counts as it was left. */
function lastOfEach(written: readonly [string, string, string][]): readonly [string, string, string][] {
  if (written.length < 2) return written;
  return [...new Map(written.map((one) => [`${one[0]} ${one[1]}`, one])).values()];
}

function repeated<T>(before: Entry, { actor, act, subject, once }: Act): T {
  if (before.actor === actor && before.act === act && before.subject === subject)
    return (JSON.parse(before.detail) as { result: T }).result;
  throw new ExcavatorError({
    code: 'idempotency_key_reused',
    kind: 'conflict',
    what: 'This idempotency key was used for another act.',
    got: `${act} with key ${once}`,
    expected: `a key of its own, or again ${before.act}`,
    advice: 'Give every act a fresh key, and repeat a key only to repeat the act.',
  });
}

function clockSetBack(at: number, last: number): ExcavatorError {
  return new ExcavatorError({
    code: 'clock_set_back',
    kind: 'conflict',
    what: 'The clock is behind the newest entry of the log, so nothing was done.',
    got: `${last - at} s behind`,
    expected: `at most ${clockSlackSeconds} s`,
    advice:
      'Set the clock of this machine right and ask again. If it is right and the log is ahead, two people put that right: `excavator audit clock`.',
  });
}

function rolledBack(size: number, least: number): ExcavatorError {
  return new ExcavatorError({
    code: 'log_rolled_back',
    kind: 'conflict',
    what: 'The log is shorter than the last head that was signed: an old copy of the ledger was put in its place.',
    got: `${size} entries`,
    expected: `at least ${least}`,
    advice: 'Put back the newest copy of the ledger; `excavator audit verify` says what is missing.',
  });
}
