import { timingSafeEqual } from 'node:crypto';
import type { Book, Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import type { Writer } from '../ledger/index.ts';
import { actsOf, demandRight } from './rights.ts';
import { hash } from './sessions.ts';
import { clientTable, unitTable } from './tables.ts';
import type { Principal } from './types.ts';

/** A machine that may call the API: for one unit, for one purpose, and for nothing but its scopes. */
export interface Client {
  readonly id: string;
  readonly unit: string;
  readonly purpose: string;
  /** Acts of the integrator that it may do. */
  readonly scopes: readonly string[];
  readonly state: 'live' | 'revoked';
  readonly made_at: number;
}

export type NewClient = Pick<Client, 'id' | 'unit' | 'purpose' | 'scopes'>;

export interface Clients {
  /** Registers a client and tells its secret, once. @throws ExcavatorError client_malformed, client_taken, unit_unknown */
  add(who: Principal, at: number, client: NewClient): { readonly secret: string };
  /** A new secret; the one before counts for a day longer. @throws ExcavatorError client_unknown, client_revoked */
  rotate(who: Principal, at: number, id: string): { readonly secret: string };
  revoke(who: Principal, at: number, id: string): Client;
  list(who: Principal, at: number): readonly Client[];
  /** Who a secret belongs to; undefined when it is nobody's. */
  ofSecret(at: number, secret: string): Principal | undefined;
  /** OAuth 2 client credentials (RFC 6749, 4.4): a token of a quarter of an hour, perhaps for fewer scopes. */
  grant(
    at: number,
    id: string,
    secret: string,
  ): Promise<{ readonly token: string; readonly seconds: number } | undefined>;
  /** Who a token belongs to; undefined when it is nobody's or has ended. */
  ofToken(at: number, token: string): Principal | undefined;
}

interface Row {
  readonly [column: string]: string | number | null;
  readonly id: string;
  readonly unit: string;
  readonly purpose: string;
  readonly scopes: string;
  readonly state: string;
  readonly secret: string;
  readonly older: string;
  readonly older_until: number;
  readonly made_at: number;
}

const namePattern = /^[a-z][a-z0-9-]{1,31}$/;
const overlapSeconds = 86_400;
const tokenSeconds = 900;
/** What every secret begins with, so that one that got out is found by scanners. */
export const secretHead = 'exk_';
export const tokenHead = 'exa_';

/** @param freshText at least 128 random bits as text without a point */
export function openClients(book: Book, writer: Writer, freshText: () => string): Clients {
  const find = book.database.prepare<[string], Row>('select * from client where id = ?');
  const tokenOf = book.database.prepare<[string, number], Row>(
    'select c.* from access_token t join client c on c.id = t.client where t.id = ? and t.expires_at > ?',
  );
  const keep = book.database.prepare<[string, string, number]>('insert into access_token values (?, ?, ?)');
  const sweep = book.database.prepare<[number]>('delete from access_token where expires_at <= ?');
  const secretFor = (id: string): string => `${secretHead}${id}.${freshText()}`;
  const managed = <T>(who: Principal, at: number, verb: string, id: string, work: (pages: Pages) => T): T =>
    book.act(
      { at, actor: who.account, act: `client.${verb}`, subject: `client:${find.get(id)?.id ?? 'new'}` },
      (pages) => {
        demandRight(who, 'client.manage');
        return work(pages);
      },
    );
  const ofSecret = (at: number, secret: string): Principal | undefined => {
    const id = secret.startsWith(secretHead) ? secret.slice(secretHead.length).split('.', 1)[0] : undefined;
    const row = id === undefined ? undefined : find.get(id);
    if (row === undefined || row.state !== 'live') return undefined;
    const given = hash(secret);
    const fits = same(given, row.secret) || (at < row.older_until && same(given, row.older));
    return fits ? principalOf(row) : undefined;
  };
  return {
    add: (who, at, client) =>
      managed(who, at, 'add', client.id, (pages) => {
        demandShape(client);
        if (pages.get(clientTable, client.id) !== undefined) throw fault('client_taken');
        if (pages.get(unitTable, client.unit) === undefined) throw fault('unit_unknown');
        const secret = secretFor(client.id);
        const { id, unit, purpose, scopes } = client;
        const own = { secret: hash(secret), older: '', older_until: 0, made_at: at };
        pages.put(clientTable, { id, unit, purpose, scopes: [...scopes].sort().join(' '), state: 'live', ...own });
        return { secret };
      }),
    rotate: (who, at, id) =>
      managed(who, at, 'rotate', id, (pages) => {
        const row = known(pages, id);
        if (row.state !== 'live') throw fault('client_revoked');
        const secret = secretFor(id);
        put(pages, { ...row, secret: hash(secret), older: row.secret, older_until: at + overlapSeconds });
        return { secret };
      }),
    revoke: (who, at, id) =>
      managed(who, at, 'revoke', id, (pages) => put(pages, { ...known(pages, id), state: 'revoked', older_until: 0 })),
    list: (who, at) =>
      managed(who, at, 'list', '', () =>
        book.database.prepare<[], Row>('select * from client order by id').all().map(shown),
      ),
    ofSecret,
    grant: async (at, id, secret) => {
      if (ofSecret(at, secret)?.account !== `client:${id}`) return undefined;
      book.act({ at, actor: `client:${id}`, act: 'client.token', subject: `client:${id}` }, () => undefined);
      const token = `${tokenHead}${freshText()}`;
      await writer.soon(() => {
        sweep.run(at);
        keep.run(hash(token), id, at + tokenSeconds);
      });
      return { token, seconds: tokenSeconds };
    },
    ofToken: (at, token) => {
      const row = token.startsWith(tokenHead) ? tokenOf.get(hash(token), at) : undefined;
      return row?.state === 'live' ? principalOf(row) : undefined;
    },
  };
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

function principalOf({ id, unit, scopes }: Row): Principal {
  return Object.freeze({
    account: `client:${id}`,
    role: 'integrator',
    unit,
    mustRotate: false,
    scopes: Object.freeze(scopes.split(' ')),
  });
}

function known(pages: Pages, id: string): Row {
  const row = pages.get<Row>(clientTable, id);
  if (row === undefined) throw fault('client_unknown');
  return row;
}

function put(pages: Pages, { rev: _, ...row }: Row): Client {
  pages.put(clientTable, row);
  return shown(row as Row);
}

function shown({ id, unit, purpose, scopes, state, made_at }: Row): Client {
  return Object.freeze({
    id,
    unit,
    purpose,
    scopes: scopes.split(' '),
    state: state === 'live' ? 'live' : 'revoked',
    made_at,
  });
}

function demandShape({ id, purpose, scopes }: NewClient): void {
  const allowed = actsOf({ role: 'integrator' });
  if (
    namePattern.test(id) &&
    purpose.trim() !== '' &&
    scopes.length > 0 &&
    scopes.every((act) => allowed.includes(act))
  )
    return;
  throw fault('client_malformed');
}

const faults = {
  client_unknown: ['not_found', 'There is no such client.', 'List them.'],
  client_revoked: ['conflict', 'This client is revoked: no secret opens anything for it.', 'Register another one.'],
  client_taken: ['conflict', 'There is a client of this name.', 'Choose another name.'],
  unit_unknown: ['not_found', 'There is no such unit.', 'Make it first: `excavator user unit`.'],
  client_malformed: [
    'usage',
    'A client has a name of small letters, digits and dashes, a purpose, and scopes that are acts of an integrator.',
    'The table of rights lists the acts of an integrator.',
  ],
} as const;

function fault(code: keyof typeof faults): ExcavatorError {
  const [kind, what, advice] = faults[code];
  return new ExcavatorError({ code, kind, what, advice });
}
