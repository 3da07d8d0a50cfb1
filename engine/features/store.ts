import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { ExcavatorError } from '../kernel/errors.ts';
import type { FeatureTable } from './types.ts';

/**
 * Feature columns on disk: `EXCF`, format version, rows, columns, length of the header (uint32 each),
 * the names as a JSON list padded to 4 bytes, then the columns as little-endian float32, one after the other.
 */
const magic = 0x46435845;
const version = 1;
const fixedBytes = 20;

export function writeFeatures(path: string, table: FeatureTable): void {
  const names = Buffer.from(JSON.stringify(table.names));
  const padded = Buffer.alloc(Math.ceil(names.length / 4) * 4, ' ');
  names.copy(padded);
  const head = Buffer.from(Uint32Array.of(magic, version, table.rows, table.names.length, padded.length).buffer);
  const handle = openSync(path, 'wx');
  try {
    writeSync(handle, head);
    writeSync(handle, padded);
    for (const column of table.columns)
      writeAll(handle, new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  } finally {
    closeSync(handle);
  }
}

/** Writes may be short on some systems; go on until all of it is down. */
function writeAll(handle: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(handle, bytes, done);
}

/** Column by column: the table of two million persons is more than one buffer of Node may hold. */
export function readFeatures(path: string): FeatureTable {
  const handle = openSync(path, 'r');
  try {
    const { rows, names, start } = readHeader(path, handle);
    const expected = start + rows * names.length * 4;
    const { size } = fstatSync(handle);
    if (size !== expected) throw damaged(path, `${size} bytes`, `${expected} bytes`);
    const columns = names.map((_, i) => {
      const column = new Float32Array(rows);
      readAll(handle, new Uint8Array(column.buffer), start + i * rows * 4);
      return column;
    });
    return { rows, names, columns };
  } finally {
    closeSync(handle);
  }
}

/** Reads may be short; go on until all of it is there. */
function readAll(handle: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    const got = readSync(handle, bytes, done, bytes.length - done, position + done);
    if (got === 0) return;
    done += got;
  }
}

/** One person's values in column order, without reading the rest. */
export function readFeatureRow(
  path: string,
  row: number,
): { readonly names: readonly string[]; readonly values: Float32Array } {
  const handle = openSync(path, 'r');
  try {
    const { rows, names, start } = readHeader(path, handle);
    const values = new Float32Array(names.length);
    for (let i = 0; i < names.length; i++) {
      readSync(handle, new Uint8Array(values.buffer, i * 4, 4), 0, 4, start + (i * rows + row) * 4);
    }
    return { names, values };
  } finally {
    closeSync(handle);
  }
}

function readHeader(path: string, handle: number): ReturnType<typeof header> {
  const head = Buffer.alloc(64 * 1024);
  return header(path, head.subarray(0, readSync(handle, head, 0, head.length, 0)));
}

function header(path: string, bytes: Buffer): { rows: number; names: readonly string[]; start: number } {
  if (bytes.length < fixedBytes || bytes.readUInt32LE(0) !== magic)
    throw damaged(path, 'another kind of file', 'a feature file');
  if (bytes.readUInt32LE(4) !== version) throw damaged(path, `format ${bytes.readUInt32LE(4)}`, `format ${version}`);
  const start = fixedBytes + bytes.readUInt32LE(16);
  const names = JSON.parse(bytes.subarray(fixedBytes, start).toString('utf8')) as string[];
  return { rows: bytes.readUInt32LE(8), names, start };
}

function damaged(path: string, got: string, expected: string): ExcavatorError {
  return new ExcavatorError({
    code: 'features_damaged',
    kind: 'data',
    what: 'A stored feature table cannot be read.',
    where: path,
    got,
    expected,
    advice: 'Delete its folder and run `excavator run` again; it is computed anew from the records.',
  });
}
