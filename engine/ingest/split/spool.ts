import { closeSync, openSync, writeSync } from 'node:fs';

const flushBytes = 1 << 20;

/** Buffered, synchronous writing of one file; memory is one buffer, grown only by a single long piece. */
export interface Spool {
  readonly path: string;
  /** Appends bytes of a record behind its line number. */
  record(line: number, bytes: Buffer, start: number, end: number): void;
  /** Appends a finished line without its break. */
  text(line: string): void;
  close(): void;
}

export function openSpool(path: string): Spool {
  const handle = openSync(path, 'w', 0o600);
  let buffer = Buffer.allocUnsafe(2 * flushBytes);
  let used = 0;
  const flush = (): void => {
    for (let sent = 0; sent < used; ) sent += writeSync(handle, buffer, sent, used - sent);
    used = 0;
  };
  const reserve = (bytes: number): void => {
    if (used + bytes <= buffer.length) return;
    flush();
    if (bytes > buffer.length) buffer = Buffer.allocUnsafe(bytes);
  };
  return {
    path,
    record: (line, bytes, start, end) => {
      reserve(end - start + 24);
      used += buffer.write(`${line},`, used, 'latin1');
      used += bytes.copy(buffer, used, start, end);
      buffer[used++] = 0x0a;
    },
    text: (line) => {
      reserve(line.length * 3 + 1);
      used += buffer.write(line, used, 'utf8');
      buffer[used++] = 0x0a;
    },
    close: () => {
      try {
        flush();
      } finally {
        closeSync(handle);
      }
    },
  };
}

/** A value as a CSV field. */
export function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
