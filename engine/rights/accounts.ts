import type { Book, Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { checkPassword, hashPassword, passwordFits } from './password.ts';
import { demandRight } from './rights.ts';
import { accountTable, unitTable } from './tables.ts';
import { type Principal, type StaffRole, staffRoles } from './types.ts';

/** Wrong passwords in a row after which an account is locked, and for how long. */
const failuresMost = 5;
const lockSeconds = 900;
const rotationSeconds = 90 * 86_400;
const namePattern = /^[a-z][a-z0-9._-]{1,31}$/;

export interface AccountRow {
  readonly id: string;
  readonly role: StaffRole;
  readonly unit: string;
  readonly state: 'active' | 'closed';
  readonly secret: string;
  readonly must_rotate: number;
  readonly failed: number;
  readonly locked_until: number;
  readonly rotated_at: number;
}

/** An account as it may be shown. */
export type AccountView = Omit<AccountRow, 'secret'>;

export interface NewAccount {
  readonly name: string;
  readonly role: StaffRole;
  readonly unit: string;
  /** The first password; it must be changed at the first sign-in. */
  readonly password: string;
}

export interface Accounts {
  /** Makes the first administrator in a ledger without accounts; undefined when there are some. */
  firstStart(at: number, password: string): Promise<string | undefined>;
  /** Whether there are accounts, and whether the first administrator still has the first password. */
  firstPassword(): 'no accounts' | 'stands' | 'changed';
  /** `behind`: also while the clock is behind the log. @throws ExcavatorError sign_in_refused, account_locked */
  signIn(at: number, name: string, password: string, options?: { readonly behind?: boolean }): Promise<Principal>;
  /** Somebody whom the provider of this deployment vouches for, by the name of the account. @throws ExcavatorError sign_in_refused */
  vouchedFor(at: number, name: string, provider: string): Principal;
  /** @throws ExcavatorError password_weak, password_same, sign_in_refused */
  changePassword(at: number, name: string, before: string, after: string): Promise<void>;
  create(who: Principal, at: number, account: NewAccount): Promise<AccountView>;
  close(who: Principal, at: number, name: string): AccountView;
  unlock(who: Principal, at: number, name: string, password: string): Promise<AccountView>;
  list(who: Principal, at: number): readonly AccountView[];
}

/** Whether a password is older than it may be. */
export const rotationDue = (rotatedAt: number, at: number): boolean => at - rotatedAt > rotationSeconds;

export const firstAdministrator = 'admin';
export const officeUnit = 'office';

export function openAccounts(book: Book): Accounts {
  const find = book.database.prepare<[string], AccountRow>('select * from account where id = ?');
  const count = book.database.prepare<[], number>('select count(*) from account').pluck();
  const put = (pages: Pages, row: AccountRow): AccountView => {
    pages.put(accountTable, { ...row });
    return shown(row);
  };
  const changed = (who: Principal, at: number, act: string, name: string, change: (row: AccountRow) => AccountRow) =>
    book.act({ at, actor: who.account, act, subject: find.get(name)?.id ?? 'unknown' }, (pages) => {
      demandRight(who, act);
      const row = pages.get<AccountRow & { readonly [column: string]: string | number }>(accountTable, name);
      if (row === undefined)
        throw accountFault('account_unknown', 'There is no such account.', 'List them: `excavator user list`.');
      return put(pages, change(row));
    });
  /** Checks a password, counts a wrong one, and leaves an entry either way. */
  const prove = async (
    at: number,
    name: string,
    password: string,
    act: string,
    { behind = false } = {},
  ): Promise<AccountRow> => {
    const row = find.get(name);
    const usable = row?.state === 'active' && row.locked_until <= at;
    const fits = await passwordFits(usable ? row.secret : undefined, password);
    const known = row === undefined ? 'unknown' : name;
    const entry = { at, actor: known, subject: known, behind };
    const outcome = book.act({ ...entry, act: fits ? act : 'account.refused' }, (pages) => {
      const now = pages.get<AccountRow & { readonly [column: string]: string | number }>(accountTable, name);
      if (now === undefined) return 'refused';
      if (now.locked_until > at) return 'locked';
      if (fits && now.state === 'active' && now.secret === row?.secret) {
        if (now.failed > 0) put(pages, { ...now, failed: 0 });
        return 'fits';
      }
      const failed = now.failed + 1;
      const locked = failed >= failuresMost;
      put(pages, { ...now, failed: locked ? 0 : failed, locked_until: locked ? at + lockSeconds : now.locked_until });
      return 'refused';
    });
    if (outcome === 'locked')
      throw accountFault(
        'account_locked',
        'This account is locked after too many wrong passwords.',
        'Wait fifteen minutes, or ask the administrator.',
        'forbidden',
      );
    if (outcome === 'refused' || row === undefined)
      throw accountFault(
        'sign_in_refused',
        'Name and password do not fit together.',
        'Try again; five wrong passwords lock the account for fifteen minutes.',
        'forbidden',
      );
    return row;
  };
  return {
    firstStart: async (at, password) => {
      if ((count.get() ?? 0) > 0) return undefined;
      const secret = await hashPassword(password);
      return book.act(
        { at, actor: 'system:first-start', act: 'account.create', subject: firstAdministrator },
        (pages) => {
          if ((count.get() ?? 0) > 0) return undefined;
          pages.put(unitTable, { id: officeUnit, name: 'Office', kind: 'brigade', area: null });
          put(pages, fresh(firstAdministrator, 'administrator', officeUnit, secret, at));
          return firstAdministrator;
        },
      );
    },
    firstPassword: () => {
      if ((count.get() ?? 0) === 0) return 'no accounts';
      return find.get(firstAdministrator)?.must_rotate === 1 ? 'stands' : 'changed';
    },
    signIn: async (at, name, password, options = {}) => {
      const row = await prove(at, name, password, 'account.sign_in', options);
      return Object.freeze({
        account: name,
        role: row.role,
        unit: row.unit,
        mustRotate: row.must_rotate === 1 || rotationDue(row.rotated_at, at),
      });
    },
    vouchedFor: (at, name, provider) => {
      const row = find.get(name);
      const known = row?.state === 'active' ? row : undefined;
      const entry = { at, actor: known?.id ?? 'unknown', subject: known?.id ?? 'unknown', detail: { provider } };
      book.act({ ...entry, act: known === undefined ? 'account.refused' : 'account.sign_in' }, () => undefined);
      if (known === undefined)
        throw accountFault(
          'sign_in_refused',
          'The provider knows you, but there is no account of your name here.',
          'Ask the administrator for an account of the name that the provider gives.',
          'forbidden',
        );
      return Object.freeze({ account: known.id, role: known.role, unit: known.unit, mustRotate: false });
    },
    changePassword: async (at, name, before, after) => {
      checkPassword(after, name);
      if (before === after)
        throw accountFault('password_same', 'The new password is the old one.', 'Choose another.', 'usage');
      await prove(at, name, before, 'account.sign_in');
      const secret = await hashPassword(after);
      book.act({ at, actor: name, act: 'account.password', subject: name }, (pages) => {
        const row = pages.get<AccountRow & { readonly [column: string]: string | number }>(
          accountTable,
          name,
        ) as AccountRow;
        put(pages, { ...row, secret, must_rotate: 0, failed: 0, rotated_at: at });
      });
    },
    create: async (who, at, { name, role, unit, password }) => {
      if (!namePattern.test(name) || !staffRoles.includes(role))
        throw accountFault(
          'account_malformed',
          'An account has a name of small letters, digits, dots and dashes, and one of the six roles.',
          `Roles: ${staffRoles.join(', ')}.`,
          'usage',
        );
      checkPassword(password, name);
      const secret = await hashPassword(password);
      return book.act(
        { at, actor: who.account, act: 'account.create', subject: name, detail: { role, unit } },
        (pages) => {
          demandRight(who, 'account.create');
          if (pages.get(accountTable, name) !== undefined)
            throw accountFault(
              'account_taken',
              'There is an account of this name.',
              'Choose another name.',
              'conflict',
            );
          if (pages.get(unitTable, unit) === undefined)
            throw accountFault('unit_unknown', 'There is no such unit.', 'Make it first: `excavator user unit`.');
          return put(pages, fresh(name, role, unit, secret, at));
        },
      );
    },
    close: (who, at, name) => changed(who, at, 'account.close', name, (row) => ({ ...row, state: 'closed' })),
    unlock: async (who, at, name, password) => {
      checkPassword(password, name);
      const secret = await hashPassword(password);
      return changed(who, at, 'account.unlock', name, (row) => ({
        ...row,
        secret,
        must_rotate: 1,
        failed: 0,
        locked_until: 0,
        rotated_at: at,
      }));
    },
    list: (who, at) =>
      book.act({ at, actor: who.account, act: 'account.list', subject: 'accounts' }, () => {
        demandRight(who, 'account.list');
        return book.database.prepare<[], AccountRow>('select * from account order by id').all().map(shown);
      }),
  };
}

function fresh(id: string, role: StaffRole, unit: string, secret: string, at: number): AccountRow {
  return { id, role, unit, state: 'active', secret, must_rotate: 1, failed: 0, locked_until: 0, rotated_at: at };
}

function shown({ secret: _, ...view }: AccountRow): AccountView {
  const { id, role, unit, state, must_rotate, failed, locked_until, rotated_at } = view;
  return Object.freeze({ id, role, unit, state, must_rotate, failed, locked_until, rotated_at });
}

function accountFault(
  code: string,
  what: string,
  advice: string,
  kind: 'forbidden' | 'usage' | 'conflict' | 'not_found' = 'not_found',
): ExcavatorError {
  return new ExcavatorError({ code, kind, what, advice });
}
