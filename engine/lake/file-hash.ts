import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** SHA-256 of the bytes of a file, in hex, however long it is. */
export function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(2 ** 20);
    for (let got = readSync(handle, buffer); got > 0; got = readSync(handle, buffer))
      hash.update(buffer.subarray(0, got));
    return hash.digest('hex');
  } finally {
    closeSync(handle);
  }
}
