import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { hashOf } from '../lake/index.ts';
import type { Reading } from './column-sources.ts';
import type { BatchContent } from './types.ts';

/** SHA-256 of the bytes of a file, in hex. */
export async function hashFile(path: string, onBytes: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path);
  const buffer = Buffer.allocUnsafe(1 << 20);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
      onBytes(bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/**
 * The same bytes read in another way are not the same load, so the map entry and the ignored columns count. So do, for
 * calls, the warrants known: calls refused yesterday may be covered today.
 */
export function fingerprint(contentHash: string, reading: Reading, warrantState: string): string {
  const { file: _, ...rule } = reading.rule ?? { file: '' };
  const warrant = reading.table !== 'call' ? '' : reading.warrantNotRequired ? 'none-required' : warrantState;
  return `${contentHash}-${hashOf(reading.table, JSON.stringify(rule), [...reading.ignore].sort().join('\n'), warrant)}`;
}

/** Everything that can change which calls are covered. */
export function warrantStateOf(batches: readonly BatchContent[], incoming: readonly string[]): string {
  const earlier = batches.flatMap(({ files, contentHashes }) =>
    contentHashes.filter((_, i) => files[i]?.table === 'authorisation' || files[i]?.table === 'subscription'),
  );
  return hashOf(...[...new Set([...earlier, ...incoming])].sort());
}

export interface EarlierLoads {
  /** The same bytes, read in the same way. */
  sameLoad(fingerprint: string): BatchContent | undefined;
  /** The same bytes, read in whatever way. */
  sameBytes(fingerprint: string): BatchContent | undefined;
}

export function earlierLoads(batches: readonly BatchContent[]): EarlierLoads {
  const loads = new Map(batches.flatMap((batch) => batch.contentHashes.map((hash) => [hash, batch] as const)));
  const bytes = new Map([...loads].map(([hash, batch]) => [contentOf(hash), batch] as const));
  return { sameLoad: (hash) => loads.get(hash), sameBytes: (hash) => bytes.get(contentOf(hash)) };
}

export function contentOf(fingerprintText: string): string {
  return fingerprintText.slice(0, fingerprintText.indexOf('-'));
}
