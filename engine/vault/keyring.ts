import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';
import { writeDurably } from '../lake/index.ts';

const keyBytes = 32;
const pattern = /^(\d{4})\.key$/;

/** The keys that identities are sealed with: files outside the database, best outside the machine's backups too. */
export interface Keyring {
  /** The newest key's name; what is sealed now is sealed with it. */
  current(): string;
  /** @throws ExcavatorError vault_key_missing */
  key(id: string): Buffer;
  /** Adds a key, which becomes the current one; the older ones stay to read with. */
  add(): string;
}

/** Opens the folder of keys (`0001.key`, …; mode 600), making the first key in an empty one. */
export function openKeyring(folder: string): Keyring {
  const names = (): string[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .flatMap((name) => pattern.exec(name)?.[1] ?? [])
          .sort()
      : [];
  const write = (id: string): string => {
    writeDurably(join(folder, `${id}.key`), `${randomBytes(keyBytes).toString('hex')}\n`, 0o600);
    return id;
  };
  const add = (): string => write(String(Number(names().at(-1) ?? 0) + 1).padStart(4, '0'));
  return {
    current: () => names().at(-1) ?? add(),
    key: (id) => {
      const file = join(folder, `${id}.key`);
      const key = existsSync(file) ? Buffer.from(readFileSync(file, 'utf8').trim(), 'hex') : Buffer.alloc(0);
      if (key.length === keyBytes) return key;
      throw new ExcavatorError({
        code: 'vault_key_missing',
        kind: 'data',
        what: 'The key that this identity was sealed with is not there.',
        where: file,
        got: key.length === 0 ? 'no key' : `${key.length} bytes`,
        expected: `${keyBytes} bytes as hexadecimal text`,
        advice: 'Put the key file back; without it the identity cannot be read by anybody.',
      });
    },
    add,
  };
}
