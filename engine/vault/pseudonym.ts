import { createHmac } from 'node:crypto';
import type { PersonId } from '../kernel/ids.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const length = 16;

/**
 * The keyed pseudonym of a person: `P-` and 80 bits of HMAC-SHA-256 in base 32 (RFC 4648).
 * Stable under one key; a million people collide with probability below 1e-12.
 */
export function pseudonym(key: Buffer, canonicalIdentifier: string): PersonId {
  const digest = createHmac('sha256', key).update(`person:${canonicalIdentifier}`).digest();
  let text = 'P-';
  let bits = 0;
  let held = 0;
  for (let i = 0; text.length < length + 2; i++) {
    held = (held << 8) | (digest[i] ?? 0);
    bits += 8;
    while (bits >= 5 && text.length < length + 2) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text as PersonId;
}
