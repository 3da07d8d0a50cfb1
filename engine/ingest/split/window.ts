import { open } from 'node:fs/promises';

const chunkBytes = 1 << 20;
const lineFeed = 0x0a;

/** A record longer than this is quarantined and skipped. */
export const longestRecordBytes = 1 << 20;
/** So much of an overlong record is kept. */
const keptBytes = 4096;

/** The bytes of a file that belong to no record yet: `bytes[head, tail)`. */
export interface Window {
  readonly bytes: Buffer;
  head: number;
  tail: number;
  /** No more bytes will come. */
  final: boolean;
  /** Physical line at `head`, from 1. */
  line: number;
}

export interface Splitter {
  /** Takes complete records off the head of the window. */
  take(window: Window): void;
  /** A record that is too long: the bytes kept of it, and whether it holds a line break, where reading resumes. */
  overlong(line: number, bytes: Buffer, start: number, end: number, broken: boolean): void;
}

/** Reads a file through a window of a few megabytes, whatever the length of its lines. */
export async function readThrough(path: string, splitter: Splitter, onBytes: (bytes: number) => void): Promise<void> {
  const handle = await open(path);
  const window: Window = { bytes: Buffer.allocUnsafe(4 * chunkBytes), head: 0, tail: 0, final: false, line: 1 };
  let skipping = false;
  try {
    while (!window.final) {
      const { bytesRead } = await handle.read(shifted(window), window.tail, chunkBytes, null);
      if (window.line === 1 && window.tail === 0 && !skipping) window.head = byteOrderMark(window.bytes, bytesRead);
      window.tail += bytesRead;
      window.final = bytesRead === 0;
      onBytes(bytesRead);
      if (skipping) skipping = !skipLine(window);
      while (!skipping) {
        splitter.take(window);
        if (window.tail - window.head <= longestRecordBytes) break;
        skipping = !cutLong(window, splitter);
      }
    }
  } finally {
    await handle.close();
  }
}

function shifted(window: Window): Buffer {
  window.bytes.copyWithin(0, window.head, window.tail);
  window.tail -= window.head;
  window.head = 0;
  return window.bytes;
}

function byteOrderMark(bytes: Buffer, length: number): number {
  return length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Drops bytes up to the next line break; false when it is not there yet. */
function skipLine(window: Window): boolean {
  const stop = window.bytes.subarray(0, window.tail).indexOf(lineFeed, window.head);
  window.head = stop < 0 ? window.tail : stop + 1;
  if (stop >= 0) window.line++;
  return stop >= 0;
}

/** Reports the record at the head as too long and drops its first line; false when that line goes on. */
function cutLong(window: Window, splitter: Splitter): boolean {
  const { bytes, head, tail, line } = window;
  const stop = bytes.subarray(0, tail).indexOf(lineFeed, head);
  const end = Math.min(stop < 0 ? tail : stop, head + keptBytes);
  splitter.overlong(line, bytes, head, end, stop >= 0);
  return skipLine(window);
}
