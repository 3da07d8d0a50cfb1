import { emptyRoot, nodeHash } from './hash.ts';

/** Gives the hash of the complete subtree number `index` of height `level`: leaves `index * 2^level` and on. */
export type NodeAt = (level: number, index: number) => Uint8Array;

/** Root of the leaves from `start` to `end`, where `start` is a multiple of the largest power of two below the length. */
function rangeRoot(start: number, end: number, node: NodeAt): Uint8Array {
  const size = end - start;
  if (size === 0) return emptyRoot;
  const level = Math.floor(Math.log2(size));
  const width = 2 ** level;
  if (width === size) return node(level, start / width);
  return nodeHash(node(level, start / width), rangeRoot(start + width, end, node));
}

/** Merkle tree hash of the first `size` leaves (RFC 9162, 2.1.1). */
export function rootAt(size: number, node: NodeAt): Uint8Array {
  return rangeRoot(0, size, node);
}

/** Audit path of leaf `index` in the tree of `size` leaves, from the leaf up (RFC 9162, 2.1.3.1). */
export function inclusionProof(index: number, size: number, node: NodeAt): readonly Uint8Array[] {
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.push(rangeRoot(middle, end, node));
      end = middle;
    } else {
      path.push(rangeRoot(start, middle, node));
      start = middle;
    }
  }
  return path.reverse();
}

/** Proof that the tree of `newer` leaves only added to the tree of `older` (RFC 9162, 2.1.4.1). */
export function consistencyProof(older: number, newer: number, node: NodeAt): readonly Uint8Array[] {
  if (older === 0 || older === newer) return [];
  const path: Uint8Array[] = [];
  let [start, end, whole] = [0, newer, true];
  while (older !== end) {
    const middle = start + split(end - start);
    if (older <= middle) {
      path.push(rangeRoot(middle, end, node));
      end = middle;
    } else {
      path.push(rangeRoot(start, middle, node));
      start = middle;
      whole = false;
    }
  }
  if (!whole) path.push(rangeRoot(start, end, node));
  return path.reverse();
}

/** The largest power of two smaller than n, n > 1. */
function split(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}
