import { hashBytes, nodeHash } from './hash.ts';

/** A tile spans eight levels of the tree: 256 hashes at its foot and every hash above them up to its one top. */
export const tileHeight = 8;
export const tileWidth = 256;
/** Foot, then 128 hashes of the level above, 64, …, the top: 511 hashes. */
export const tileBytes = (2 * tileWidth - 1) * hashBytes;

/** Where hash `index` of height `level` (0 to 8) within a tile lies in it, in bytes. */
export function offsetIn(level: number, index: number): number {
  return (2 * tileWidth - 2 * (tileWidth >> level) + index) * hashBytes;
}

/** Puts hash `index` at the foot of a tile and every hash above it that is now complete. */
export function putInTile(tile: Buffer, index: number, hash: Uint8Array): void {
  tile.set(hash, offsetIn(0, index));
  for (let level = 1, at = index; at % 2 === 1 && level <= tileHeight; level++) {
    at = (at - 1) / 2;
    const left = offsetIn(level - 1, 2 * at);
    const middle = left + hashBytes;
    tile.set(nodeHash(tile.subarray(left, middle), tile.subarray(middle, middle + hashBytes)), offsetIn(level, at));
  }
}

export function hashIn(tile: Buffer, level: number, index: number): Buffer {
  const from = offsetIn(level, index);
  return tile.subarray(from, from + hashBytes);
}
