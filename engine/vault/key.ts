import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';
import { writeDurably } from '../lake/index.ts';

const bytes = 32;

/** Where the key of a home comes from. A `demo` key follows from a public seed and protects nothing. */
export type KeyOrigin = { readonly kind: 'random' } | { readonly kind: 'demo'; readonly seed: number };

/** Reads the pseudonym key of a home, or makes it once (file mode 600). */
export function homeKey(home: string, origin: KeyOrigin): Buffer {
  const path = join(home, 'keys', 'pseudonym.key');
  if (!existsSync(path)) writeDurably(path, `${freshKey(origin).toString('hex')}\n`, 0o600);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length === bytes) return key;
  throw new ExcavatorError({
    code: 'key_damaged',
    kind: 'data',
    what: 'The pseudonym key of this home cannot be read.',
    where: path,
    got: `${key.length} bytes`,
    expected: `${bytes} bytes as hexadecimal text`,
    advice: 'Restore the file from a backup. A new key would give every person another pseudonym.',
  });
}

function freshKey(origin: KeyOrigin): Buffer {
  if (origin.kind === 'random') return randomBytes(bytes);
  return createHash('sha256').update(`excavator demo home, seed ${origin.seed}`).digest();
}
