import type { Book } from '../audit/index.ts';
import type { Home } from '../home.ts';
import type { Going, QuarantineGoing } from '../ingest/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { runLine } from '../pipeline.ts';
import { type Deployment, demandRight, type Principal } from '../rights/index.ts';
import type { Identities } from '../vault/index.ts';
import {
  type Corrected,
  correctRecord,
  eventTable,
  letGo,
  oneRecord,
  type Purged,
  pastLimit,
  previewOf,
  quarantinedOf,
  quarantinePastLimit,
} from './retention.ts';
import { identitiesNeeded, identitiesToday } from './sealed-identities.ts';

interface Parts {
  readonly book: Book;
  readonly home: Home;
  readonly identities: Identities;
  readonly demand: (at: number) => void;
}

type Act = 'records.correct' | 'retention.purge';

/** One record goes. @throws ExcavatorError record_unknown, table_unknown, reason_missing */
export async function eraseFrom(
  parts: Parts,
  who: Principal,
  at: number,
  record: { readonly table: string; readonly id: string; readonly reason: string },
): Promise<Purged> {
  const going = oneRecord(record.table, record.id);
  demandReason(record.reason);
  const found = await previewOf(parts.home, parts.book, going);
  if (found.tables.length === 0)
    throw fault('record_unknown', 'There is no such record.', 'Name the table and the record id as a lead shows them.');
  return letGoBy(parts, who, at, 'records.correct', going, quarantinedOf(record.table, record.id), record.reason);
}

/** Rows past the limits of the deployment go. */
export function purgeFrom(parts: Parts, deployment: Deployment | undefined, who: Principal, at: number) {
  const quarantine = quarantinePastLimit(parts.home, deployment, at);
  return letGoBy(parts, who, at, 'retention.purge', pastLimit(deployment, at), quarantine, 'past their limit');
}

/** One record gets new values. The log learns the table, the columns and why: never a value. */
export async function correctFrom(
  parts: Parts,
  who: Principal,
  at: number,
  record: {
    readonly table: string;
    readonly id: string;
    readonly set: Readonly<Record<string, string>>;
    readonly reason: string;
  },
): Promise<Corrected> {
  const table = eventTable(record.table);
  demandReason(record.reason);
  const detail = { reason: record.reason, table, columns: Object.keys(record.set).length };
  demandTo(parts, who, at, 'records.correct', detail);
  return parts.home.exclusively(async () => {
    const { home, book, identities } = parts;
    const by = `system:records.correct for ${who.account}`;
    const correction = { table, record: record.id, set: record.set };
    const done = await correctRecord(home, book, identities, correction, later(home, at), by);
    const said = { table, columns: done.columns.join(' '), leads: done.leads.length };
    await afterwards(parts, who, at, 'records.correct', said, by);
    return done;
  });
}

async function letGoBy(
  parts: Parts,
  who: Principal,
  at: number,
  act: Act,
  going: Going,
  quarantine: QuarantineGoing,
  reason: string,
): Promise<Purged> {
  demandTo(parts, who, at, act, { reason });
  return parts.home.exclusively(async () => {
    const { home, book, identities } = parts;
    const code = act === 'retention.purge' ? 'records_purged' : 'records_corrected';
    const by = `system:${act} for ${who.account}`;
    const gone = await letGo(home, book, identities, going, quarantine, later(home, at), by, code);
    const rows = gone.tables.reduce((sum, table) => sum + table.rows, 0);
    await afterwards(parts, who, at, act, { rows, quarantined: gone.quarantined ?? 0 }, by);
    return gone;
  });
}

/** The entry comes first. */
function demandTo(
  { book, demand }: Parts,
  who: Principal,
  at: number,
  act: Act,
  detail: Readonly<Record<string, string | number>>,
): void {
  book.act({ at, actor: who.account, act, subject: 'records', detail }, () => {
    demandRight(who, act);
    demand(at);
  });
}

/** The line runs again, so that the newest ranking and the vault are of what the records say now. */
async function afterwards(
  { home, book, identities }: Parts,
  who: Principal,
  at: number,
  act: Act,
  detail: Readonly<Record<string, string | number>>,
  by: string,
): Promise<void> {
  const done = { at: later(home, at), actor: who.account, act: `${act}.done`, subject: 'records', detail };
  book.act(done, () => undefined);
  await runLine(home, undefined);
  // Renewing reads the sealed zone first; the time is that of the entry, not of the question.
  const needed = await identitiesToday(home, identitiesNeeded(book));
  identities.renew(later(home, at), by, needed);
  home.ledger.database.pragma('wal_checkpoint(truncate)');
}

/**
 * The act is asked for at one time and takes effect when its turn and the line have come, minutes later on a large home:
 * others write to the log meanwhile, and an entry from before theirs would be refused.
 */
function later(home: Home, at: number): number {
  return Math.max(at, home.clock());
}

function demandReason(reason: string): void {
  if (reason.trim() === '') throw fault('reason_missing', 'Changing a record needs a reason.', 'Say why.');
}

function fault(code: string, what: string, advice: string): ExcavatorError {
  return new ExcavatorError({ code, kind: code === 'record_unknown' ? 'not_found' : 'usage', what, advice });
}
