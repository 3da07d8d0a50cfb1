import { hash } from 'node:crypto';

export const hashBytes = 32;
/** Prefix 1, left, right; refilled for every node, so that a tree of millions allocates nothing. */
const nodeScratch = Buffer.alloc(1 + 2 * hashBytes, 1);

export function sha256(bytes: Uint8Array | string): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** Hash of a leaf (RFC 9162, 2.1.1); a text counts as its UTF-8. */
export function leafHash(entry: Uint8Array | string): Buffer {
  return sha256(typeof entry === 'string' ? `\0${entry}` : Buffer.concat([Buffer.of(0), entry]));
}

/** Hash of an inner node (RFC 9162, 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  nodeScratch.set(left, 1);
  nodeScratch.set(right, 1 + hashBytes);
  return sha256(nodeScratch);
}

/** Root of a tree without leaves. */
export const emptyRoot: Buffer = sha256('');
