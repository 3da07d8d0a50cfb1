import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { isReverse, rowsFault } from '../../kernel/check-rows.ts';
import type { Rows, Weights } from '../../kernel/csr.ts';
import type { FlatGraph } from '../../kernel/flat-graph.ts';
import { decodeHeader, encodeHeader, type Header, headerBytes, hex, refusal } from './header.ts';

const pieceBytes = 64 * 2 ** 20;
type Section = Uint32Array | Int32Array | Weights;

/** Writes a graph so that a death half way leaves the old file or none. */
export function saveGraph(path: string, graph: FlatGraph): void {
  const sections = [graph.out, ...(graph.directed ? [graph.in] : [])].flatMap(sectionsOf);
  let bodyChecksum = 0;
  for (const piece of pieces(sections)) bodyChecksum = crc32(piece, bodyChecksum);
  const { directed, order, loopsDropped, parallelsMerged, out } = graph;
  const weightBytes = (out.weights?.BYTES_PER_ELEMENT ?? 0) as Header['weightBytes'];
  const slots = out.targets.length;
  const header = encodeHeader({
    directed,
    weightBytes,
    order,
    slots,
    loopsDropped,
    parallelsMerged,
    bodyChecksum,
  });
  const partial = `${path}.partial`;
  const handle = openSync(partial, 'w');
  try {
    for (const piece of [header, ...pieces(sections)]) writeAll(handle, piece);
    fsyncSync(handle);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  renameSync(partial, path);
}

/**
 * Reads a graph straight into its arrays, piece by piece; nothing is copied twice. Checks magic,
 * version, length, both checksums and the laws of the rows.
 * @throws ExcavatorError `graph_file_refused`
 */
export function loadGraph(path: string): FlatGraph {
  const handle = openSync(path, 'r');
  try {
    const start = Buffer.alloc(headerBytes);
    const header = decodeHeader(start.subarray(0, readSync(handle, start, 0, headerBytes, 0)), path);
    const expected = headerBytes + bodyBytes(header);
    const length = fstatSync(handle).size;
    if (length !== expected) throw refusal(path, 'has the wrong length', `${length} bytes`, `${expected} bytes`);
    const out = emptyRows(header);
    const back = header.directed ? emptyRows(header) : out;
    const sections = [out, ...(header.directed ? [back] : [])].flatMap(sectionsOf);
    const checksum = fill(handle, sections);
    if (checksum !== header.bodyChecksum)
      throw refusal(path, 'is damaged', `checksum ${hex(checksum)}`, `checksum ${hex(header.bodyChecksum)}`);
    return checked(path, header, out, back);
  } finally {
    closeSync(handle);
  }
}

function checked(path: string, header: Header, out: Rows, back: Rows): FlatGraph {
  const fault = rowsFault(out) ?? rowsFault(back);
  if (fault !== undefined) throw refusal(path, 'breaks a law of graphs', fault, 'sorted rows without loops');
  if (!isReverse(out, back))
    throw refusal(path, 'breaks a law of graphs', 'an edge that stands in one row only', 'every edge in both its rows');
  const { order, directed, slots, loopsDropped, parallelsMerged } = header;
  return { order, size: directed ? slots : slots / 2, directed, out, in: back, loopsDropped, parallelsMerged };
}

function sectionsOf({ offsets, targets, weights }: Rows): Section[] {
  return weights === undefined ? [offsets, targets] : [offsets, targets, weights];
}

function emptyRows({ order, slots, weightBytes }: Header): Rows {
  const weights = weightBytes === 0 ? undefined : weightBytes === 4 ? new Float32Array(slots) : new Float64Array(slots);
  return { order, offsets: new Uint32Array(order + 1), targets: new Int32Array(slots), weights };
}

function bodyBytes({ order, slots, weightBytes, directed }: Header): number {
  return ((order + 1) * 4 + slots * (4 + weightBytes)) * (directed ? 2 : 1);
}

function* pieces(sections: readonly Section[]): Generator<Uint8Array> {
  for (const { buffer, byteOffset, byteLength } of sections)
    for (let at = 0; at < byteLength; at += pieceBytes)
      yield new Uint8Array(buffer, byteOffset + at, Math.min(pieceBytes, byteLength - at));
}

function writeAll(handle: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) at += writeSync(handle, piece, at);
}

function fill(handle: number, sections: readonly Section[]): number {
  let checksum = 0;
  let position = headerBytes;
  for (const piece of pieces(sections)) {
    for (let at = 0; at < piece.length; ) {
      const got = readSync(handle, piece, at, piece.length - at, position + at);
      // A file cut while it is read: the checksum will tell.
      if (got === 0) break;
      at += got;
    }
    position += piece.length;
    checksum = crc32(piece, checksum);
  }
  return checksum;
}
