import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Book, readCheckpoints, type Signer, verifyLog } from '../audit/index.ts';
import type { Home } from '../home.ts';
import { decisionTable } from '../identity/index.ts';
import { writeDurably } from '../lake/index.ts';
import {
  expireLeads,
  leadPolicy,
  leadSubject,
  leadTables,
  missedOf,
  notEvidence,
  openLeadBook,
  propose,
  withdrawPersons,
} from '../leads/index.ts';
import { backUp, createWriter } from '../ledger/index.ts';
import { openPushDesk, strictRules } from '../push/index.ts';
import { modelTables } from '../registry/index.ts';
import {
  authorityOf,
  correctClock,
  type Deployment,
  demandAuthority,
  demandRight,
  demandRunning,
  firstAdministrator,
  openAccounts,
  openCases,
  openClients,
  openSessions,
  type Principal,
  putUnit,
  readDeployment,
  resume,
  rightsTables,
  rotationDue,
  stop,
  takeOut,
  unitsOf,
} from '../rights/index.ts';
import { runTable } from '../run-book.ts';
import {
  type Disclosure,
  disclosureOf,
  openDisclosures,
  openIdentities,
  openKeyring,
  vaultTables,
} from '../vault/index.ts';
import type { RankingReader } from '../views/index.ts';
import { eventOfDisclosure, eventOfPromotion } from './act-events.ts';
import { endWhatIsAhead } from './clock-ahead.ts';
import { correctFrom, eraseFrom, purgeFrom } from './corrections.ts';
import { coverOlder } from './cover-older.ts';
import { openEndpointDesk } from './endpoint-desk.ts';
import { leadDrafts } from './lead-drafts.ts';
import { eventOfLead } from './lead-events.ts';
import type { LogQuery, LogView, Oversight, ProposeOptions, ProposeOutcome } from './oversight-types.ts';
import { pastLimit, previewOf } from './retention.ts';

/** Rows whose writing others hear of. */
const tellers: Readonly<Record<string, typeof eventOfLead>> = {
  lead: eventOfLead,
  disclosure: eventOfDisclosure,
  promotion: eventOfPromotion,
};
/** Every table whose rows the log covers. */
const coveredTables = [...rightsTables, ...leadTables, ...vaultTables, runTable, decisionTable, ...modelTables];
const topDefault = 50;
/** A signed head is due when the last one is older. */
const checkpointSeconds = 3600;
const chance = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;
const letters = 'abcdefghijklmnopqrstuvwxyz234567';

export interface OpenOversight extends Oversight {
  readonly book: Book;
}

/** Puts ledger, log, lead book, rights and vault of a home together. */
export function openOversight(home: Home, rankings: RankingReader): OpenOversight {
  const dir = home.config.home;
  const { book, signer } = home;
  const { database } = book;
  const deployment = () => readDeployment(dir);
  // What is told is written in the transaction of the act; what became of it is no act of anybody.
  const writer = createWriter(database, join(dir, 'ledger.sqlite'), {
    begin: () => undefined,
    undone: () => undefined,
  });
  const rules = { ...strictRules, ...deployment()?.push };
  const push = openPushDesk(database, writer, home.key, 'urn:excavator', { rules, chance });
  home.follow((table, row, at) => {
    if (table === 'account') sessions.forget();
    const event = tellers[table]?.(row, at);
    if (event !== undefined) push.outbox.enqueue(event);
  });
  const freshToken = (): string => randomBytes(32).toString('base64url');
  const sessions = openSessions(database, writer, freshToken, rotationDue, home.ledger.changes);
  const accounts = openAccounts(book);
  const keyring = openKeyring(process.env.EXCAVATOR_VAULT_KEYS ?? join(dir, 'keys', 'vault'));
  const identities = openIdentities(book, keyring, randomBytes);
  const disclosures = openDisclosures(book, identities, leadSubject, () => freshId('G'));
  const checkpointFolder = deployment()?.checkpoints ?? join(dir, 'checkpoints');
  let folderTrouble: unknown;
  const put = { dir, book, home, rankings, identities, demand: (at: number) => demandAuthority(deployment(), at) };
  return {
    book,
    push,
    pushRules: rules,
    endpoints: openEndpointDesk(book, push.outbox, home.key),
    accounts,
    home: dir,
    clients: openClients(book, writer, freshToken),
    sessions,
    cases: openCases(book),
    leads: openLeadBook(book, deployment),
    notEvidence,
    disclosures,
    checkpointFolder,
    firstStart: (at) => firstStart(dir, accounts, at),
    disclosuresOf: (who, at) => disclosuresOf(book, who, at),
    putUnit: (who, at, unit) => putUnit(book, who, at, unit),
    units: () => unitsOf(book),
    propose: (who, at, options = {}) => proposeFrom(put, who, at, options),
    eraseRecord: (who, at, record) => eraseFrom(put, who, at, record),
    correctRecord: (who, at, record) => correctFrom(put, who, at, record),
    previewRetention: (who, at) => {
      book.act({ at, actor: who.account, act: 'retention.preview', subject: 'records' }, () =>
        demandRight(who, 'retention.preview'),
      );
      return previewOf(home, book, pastLimit(deployment(), at));
    },
    purge: (who, at) => purgeFrom(put, deployment(), who, at),
    rotateVault: (who, at) => identities.rotate(who, at),
    takeOut: async (who, at, taking) => {
      const id = freshId('X');
      await takeOut(book, who, at, { ...taking, id });
      return id;
    },
    authority: () => authorityOf(book),
    deployment,
    stop: (who, at, reason) => stop(book, who, at, reason),
    resume: (who, at, reason) => resume(book, who, at, reason),
    correctClock: (who, at, reason) => correctClock(book, who, at, reason, (pages) => endWhatIsAhead(home, pages, at)),
    verify: (request = {}) => verify(home, signer, request.checkpoints ?? checkpointFolder, request.onProgress),
    checkpoint: (at) => signer.checkpoint(book, at, checkpointFolder),
    missed: (who, at) =>
      book.act({ at, actor: who.account, act: 'label.export', subject: 'missed' }, () => {
        demandRight(who, 'label.export');
        return missedOf(book);
      }),
    keepTime: (at) => {
      try {
        coverOlder(book, coveredTables, at);
        if (deploymentInForce(deployment(), at)) expireLeads(book, at, 'system:expire');
        const last = signer.last();
        if (last === undefined ? book.head().size > 0 : Math.abs(at - last.at) >= checkpointSeconds)
          signer.checkpoint(book, at, checkpointFolder);
        folderTrouble = undefined;
      } catch (error) {
        folderTrouble = error;
      }
    },
    permit: (who, at, act, subject) => book.act({ at, actor: who.account, act, subject }, () => demandRight(who, act)),
    prove: (seq) => book.prove(seq),
    head: () => book.head(),
    proveConsistent: (older, newer) => book.proveConsistent(older, newer),
    logOf: (who, at, query) => logOf(book, signer, who, at, query),
    backUp: (file) => backUp(database, file),
    trouble: () => book.trouble() ?? folderTrouble,
  };
}

const deploymentInForce = (deployment: Deployment | undefined, at: number): boolean =>
  deployment !== undefined && at < deployment.reviewBy;

interface Parts {
  readonly book: Book;
  readonly home: Home;
  readonly rankings: RankingReader;
  readonly identities: ReturnType<typeof openIdentities>;
  readonly demand: (at: number) => void;
}

async function proposeFrom(parts: Parts, who: Principal, at: number, options: ProposeOptions): Promise<ProposeOutcome> {
  const { book, home, rankings, identities, demand } = parts;
  const { top = topDefault, atLeast = leadPolicy.proposeFrom, sample = null, seed = 1 } = options;
  book.act(
    { at, actor: who.account, act: 'lead.job', subject: 'newest', detail: { top, atLeast, sample, seed } },
    () => {
      demandRight(who, 'lead.propose');
      demand(at);
      demandRunning(book);
    },
  );
  return home.exclusively(async () => {
    const found = await leadDrafts(home, rankings, { top, atLeast, sample, seed });
    const by = `system:propose for ${who.account}`;
    identities.keep(at, by, found.identities);
    const reason = 'named by a case';
    const withdrawn = withdrawPersons(book, found.established, at, by, 'established_elsewhere', reason).length;
    const expired = expireLeads(book, at, by);
    const report = propose(book, found.drafts, { at, by, freshId: () => freshId('L') });
    return { ...report, expired, withdrawn };
  });
}

function verify(home: Home, signer: Signer, folder: string, onProgress: ((entries: number) => void) | undefined) {
  const own = folder.startsWith(home.config.home) ? { key: signer.verifierKey, head: signer.last() } : undefined;
  // A folder kept elsewhere brings its own key: nothing in this home is trusted then.
  const elsewhere = readCheckpoints(folder, own?.key, own?.head);
  const told = onProgress === undefined ? {} : { onProgress };
  const report = verifyLog(home.ledger.database, {
    tables: coveredTables,
    checkpoints: elsewhere.checkpoints,
    ...told,
  });
  return Object.freeze({ ...report, faults: [...elsewhere.faults, ...report.faults] });
}

const passwordFile = (home: string): string => join(home, 'keys', 'first-password.txt');

/** The password lies in a file of the home until somebody changes it; it is printed nowhere and in no log. */
async function firstStart(home: string, accounts: ReturnType<typeof openAccounts>, at: number) {
  const file = passwordFile(home);
  const state = accounts.firstPassword();
  if (state === 'changed') rmSync(file, { force: true });
  if (state !== 'no accounts')
    return existsSync(file) ? { account: firstAdministrator, passwordFile: file } : undefined;
  const password = existsSync(file) ? readFileSync(file, 'utf8').trim() : freshId('A').slice(2);
  if (!existsSync(file)) writeDurably(file, `${password}\n`, 0o600);
  const account = await accounts.firstStart(at, password);
  // Another process was first: its password lies in the file.
  return { account: account ?? firstAdministrator, passwordFile: file };
}

function logOf(book: Book, signer: Signer, who: Principal, at: number, { before, top, act }: LogQuery): LogView {
  book.act({ at, actor: who.account, act: 'audit.read', subject: 'log' }, () => demandRight(who, 'audit.verify'));
  const { size, root } = book.head();
  const signed = signer.last();
  const entries = book.database
    .prepare<[number, string | null, string | null, number], LogView['entries'][number]>(
      `select seq, at, actor, act, subject, detail from audit_entry
       where seq < ? and (? is null or act = ?) order by seq desc limit ?`,
    )
    .all(before ?? size, act ?? null, act ?? null, top);
  return { size, root, entries, checkpoint: signed === undefined ? null : { size: signed.size, at: signed.at } };
}

function disclosuresOf(book: Book, who: Principal, at: number): readonly Disclosure[] {
  return book.act({ at, actor: who.account, act: 'disclosure.list', subject: `unit:${who.unit}` }, () => {
    demandRight(who, 'disclosure.list');
    return book.database
      .prepare<[string], Disclosure>('select * from disclosure where unit = ? order by requested_at desc, id limit 100')
      .all(who.unit)
      .map(disclosureOf);
  });
}

/** `L-` and 80 random bits in 16 letters and digits. */
function freshId(kind: string): string {
  return `${kind}-${Array.from(randomBytes(16), (byte) => letters[byte & 31]).join('')}`;
}
