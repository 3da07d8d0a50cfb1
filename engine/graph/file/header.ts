import { crc32 } from 'node:zlib';
import { ExcavatorError } from '../../kernel/errors.ts';

/** The first 64 bytes of a graph file, little-endian. */
export interface Header {
  readonly directed: boolean;
  readonly weightBytes: 0 | 4 | 8;
  readonly order: number;
  /** Entries of `targets`. */
  readonly slots: number;
  readonly loopsDropped: number;
  readonly parallelsMerged: number;
  /** CRC-32 of everything after the header. */
  readonly bodyChecksum: number;
}

export const headerBytes = 64;
const magic = 'EXCGRAPH';
const version = 1;
const checkedBytes = 44;
const weightCodes = [0, 4, 8] as const;

export function encodeHeader(header: Header): Uint8Array {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write(magic, 0, 'latin1');
  bytes.writeUInt32LE(version, 8);
  bytes.writeUInt32LE((header.directed ? 1 : 0) | (weightCodes.indexOf(header.weightBytes) << 1), 12);
  bytes.writeUInt32LE(header.order, 16);
  bytes.writeUInt32LE(header.slots, 20);
  bytes.writeDoubleLE(header.loopsDropped, 24);
  bytes.writeDoubleLE(header.parallelsMerged, 32);
  bytes.writeUInt32LE(header.bodyChecksum, 40);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, checkedBytes)), checkedBytes);
  return bytes;
}

/** @throws ExcavatorError `graph_file_refused`, saying what was got and expected */
export function decodeHeader(bytes: Buffer, path: string): Header {
  if (bytes.length < headerBytes)
    throw refusal(path, 'is too short', `${bytes.length} bytes`, `${headerBytes} bytes or more`);
  const found = bytes.toString('latin1', 0, magic.length);
  if (found !== magic) throw refusal(path, 'is no graph file', `it starts with ${JSON.stringify(found)}`, magic);
  const foundVersion = bytes.readUInt32LE(8);
  if (foundVersion !== version)
    throw refusal(path, 'has another version', `version ${foundVersion}`, `version ${version}`);
  const checksum = crc32(bytes.subarray(0, checkedBytes));
  if (checksum !== bytes.readUInt32LE(checkedBytes))
    throw refusal(path, 'has a damaged header', hex(checksum), `checksum ${hex(bytes.readUInt32LE(checkedBytes))}`);
  const flags = bytes.readUInt32LE(12);
  return {
    directed: (flags & 1) === 1,
    weightBytes: weightCodes[flags >> 1] ?? 0,
    order: bytes.readUInt32LE(16),
    slots: bytes.readUInt32LE(20),
    loopsDropped: bytes.readDoubleLE(24),
    parallelsMerged: bytes.readDoubleLE(32),
    bodyChecksum: bytes.readUInt32LE(40),
  };
}

export function refusal(path: string, what: string, got: string, expected: string): ExcavatorError {
  return new ExcavatorError({
    code: 'graph_file_refused',
    kind: 'data',
    what: `The graph file ${what}.`,
    where: path,
    got,
    expected,
    advice: 'Build the graph again from its edges.',
  });
}

export const hex = (value: number): string => value.toString(16).padStart(8, '0');
