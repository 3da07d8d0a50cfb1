import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';
import { writeDurably } from '../lake/index.ts';
import { verifierKey } from './note.ts';

export interface SigningKey {
  /** Name of the log: `excavator/` and the print of its first key. */
  readonly origin: string;
  readonly privateKey: KeyObject;
  /** What whoever checks needs: `name+keyid+key`. */
  readonly verifierKey: string;
}

/** Reads the log's Ed25519 key from a folder, or makes it once (file mode 600). */
export function signingKey(folder: string): SigningKey {
  const path = join(folder, 'log.key');
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeDurably(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), 0o600);
  }
  const privateKey = readKey(path);
  const publicKey = createPublicKey(privateKey);
  const print = createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex');
  const origin = `excavator/${print.slice(0, 16)}`;
  return { origin, privateKey, verifierKey: verifierKey(origin, publicKey) };
}

function readKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below, without quoting what the file holds.
  }
  throw new ExcavatorError({
    code: 'audit_key_damaged',
    kind: 'data',
    what: 'The signing key of the audit log cannot be read.',
    where: path,
    expected: 'an Ed25519 private key in PEM',
    advice: 'Restore the file from a backup. A new key would start a new log that no old checkpoint vouches for.',
  });
}
