import { createCipheriv, createDecipheriv } from 'node:crypto';
import { ExcavatorError } from '../kernel/errors.ts';
import type { Keyring } from './keyring.ts';

export interface Sealed {
  readonly key_id: string;
  /** 96 bits, never twice under one key; base64. */
  readonly nonce: string;
  /** Ciphertext and the 128-bit tag; base64. */
  readonly box: string;
}

const tagBytes = 16;
export const nonceBytes = 12;

/** AES-256-GCM; the person and the key's name are authenticated with it, so that no box can stand for another person. */
export function seal(keyring: Keyring, person: string, text: string, nonce: Buffer): Sealed {
  const key_id = keyring.current();
  const cipher = createCipheriv('aes-256-gcm', keyring.key(key_id), nonce);
  cipher.setAAD(Buffer.from(`${person}|${key_id}`));
  const box = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { key_id, nonce: nonce.toString('base64'), box: box.toString('base64') };
}

/** @throws ExcavatorError vault_key_missing, vault_damaged */
export function unseal(keyring: Keyring, person: string, { key_id, nonce, box }: Sealed): string {
  const bytes = Buffer.from(box, 'base64');
  const key = keyring.key(key_id);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'));
    decipher.setAAD(Buffer.from(`${person}|${key_id}`));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    const text = decipher.update(bytes.subarray(0, bytes.length - tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch (error) {
    throw new ExcavatorError(
      {
        code: 'vault_damaged',
        kind: 'data',
        what: 'A sealed identity does not open: the key is another one, or the box was changed.',
        where: `key ${key_id}`,
        advice: 'Put the right key file back, or restore the ledger from a backup.',
      },
      { cause: error },
    );
  }
}
