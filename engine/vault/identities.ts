import type { Book, Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { demandRight, type Principal } from '../rights/index.ts';
import type { Keyring } from './keyring.ts';
import { nonceBytes, type Sealed, seal, unseal } from './seal.ts';
import { identityTable } from './tables.ts';

/** Who a pseudonym stands for. Exists in the vault, and in the hands of whoever holds a grant. */
export interface Identity {
  /** As the sources wrote them, with the letter of their sort: `i:` id, `p:` phone, `v:` plate. */
  readonly identifiers: readonly string[];
  readonly names: readonly string[];
}

export interface Identities {
  /** Seals identities that are not in the vault yet. Many persons, one act. */
  keep(at: number, by: string, people: ReadonlyMap<string, Identity>): number;
  /** Lets go of the identities of everybody who is not needed. @returns how many went */
  forget(at: number, by: string, needed: ReadonlySet<string>): number;
  /** Seals anew what the records say differently today; who is not named among the people goes. */
  renew(
    at: number,
    by: string,
    people: ReadonlyMap<string, Identity>,
  ): { readonly sealed: number; readonly gone: number };
  /** Inside an act of a grant only. @throws ExcavatorError identity_unknown, vault_damaged, vault_key_missing */
  open(pages: Pages, person: string): Identity;
  /** Seals everything anew under a fresh key, some at a time; reading goes on meanwhile. */
  rotate(who: Principal, at: number): { readonly key: string; readonly sealed: number };
}

type IdentityRow = Sealed & { readonly id: string; readonly [column: string]: string };
const batch = 200;

export function openIdentities(book: Book, keyring: Keyring, random: (bytes: number) => Buffer): Identities {
  const put = (pages: Pages, person: string, text: string): void =>
    pages.put(identityTable, { id: person, ...seal(keyring, person, text, random(nonceBytes)) });
  const others = book.database.prepare<[string, number], IdentityRow>(
    'select id, key_id, nonce, box from identity where key_id <> ? order by id limit ?',
  );
  const everybody = book.database.prepare<[], string>('select id from identity order by id').pluck();
  const forget = (at: number, by: string, needed: ReadonlySet<string>): number => {
    const going = everybody.all().filter((person) => !needed.has(person));
    if (going.length === 0) return 0;
    return book.act({ at, actor: by, act: 'identity.forget', subject: 'vault' }, (pages) => {
      for (const person of going) pages.erase(identityTable, person);
      pages.note('gone', going.length);
      return going.length;
    });
  };
  const sealAnew = (pages: Pages, people: ReadonlyMap<string, Identity>): number => {
    let sealed = 0;
    for (const [person, identity] of people) {
      const row = pages.get<IdentityRow>(identityTable, person);
      const text = JSON.stringify(identity);
      if (row !== undefined && unseal(keyring, person, row) === text) continue;
      put(pages, person, text);
      sealed++;
    }
    pages.note('sealed', sealed);
    return sealed;
  };
  return {
    forget,
    renew: (at, by, people) => {
      const gone = forget(at, by, new Set(people.keys()));
      if (people.size === 0) return { sealed: 0, gone };
      const act = { at, actor: by, act: 'identity.seal', subject: 'vault' };
      return { sealed: book.act(act, (pages) => sealAnew(pages, people)), gone };
    },
    keep: (at, by, people) => {
      if (people.size === 0) return 0;
      return book.act({ at, actor: by, act: 'identity.seal', subject: 'vault' }, (pages) => {
        const fresh = [...people].filter(([person]) => pages.get(identityTable, person) === undefined);
        for (const [person, identity] of fresh) put(pages, person, JSON.stringify(identity));
        pages.note('sealed', fresh.length);
        return fresh.length;
      });
    },
    open: (pages, person) => {
      const row = pages.get<IdentityRow>(identityTable, person);
      if (row !== undefined) return JSON.parse(unseal(keyring, person, row)) as Identity;
      throw new ExcavatorError({
        code: 'identity_unknown',
        kind: 'not_found',
        what: 'The vault holds no identity of this person.',
        advice: 'Propose leads again after a run; identities are sealed then.',
      });
    },
    rotate: (who, at) => {
      const rotation = (work: (pages: Pages) => number): number =>
        book.act({ at, actor: who.account, act: 'vault.rotate', subject: 'vault' }, work);
      const key = book.act({ at, actor: who.account, act: 'vault.key', subject: 'vault' }, () => {
        demandRight(who, 'vault.rotate');
        return keyring.add();
      });
      let sealed = 0;
      for (let rows = others.all(key, batch); rows.length > 0; rows = others.all(key, batch)) {
        sealed += rotation((pages) => {
          for (const row of rows) put(pages, row.id, unseal(keyring, row.id, row));
          return rows.length;
        });
      }
      return { key, sealed };
    },
  };
}
