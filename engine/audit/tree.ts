import { hashBytes } from './hash.ts';
import { type NodeAt, rootAt } from './proofs.ts';
import { hashIn, offsetIn, putInTile, tileBytes, tileHeight, tileWidth } from './tile.ts';

/** Where full tiles are kept: level 0 has the leaves at its foot, level 1 the tops of the tiles of level 0, … */
export interface TileStore {
  write(level: number, number: number, tile: Buffer): void;
  /** Undefined when there is no such tile. */
  read(level: number, number: number): Buffer | undefined;
}

export interface MerkleTree {
  readonly size: number;
  append(leaf: Uint8Array): void;
  readonly node: NodeAt;
  root(): Buffer;
}

/**
 * A growing tree: full tiles are written once and never again, the one unfinished tile of each level is kept in memory.
 * @param size leaves there already
 * @param leafFrom hash of a leaf whose tile is not full yet
 */
export function openTree(store: TileStore, size: number, leafFrom: (index: number) => Uint8Array): MerkleTree {
  const open: Buffer[] = [];
  const unfinished = (level: number): Buffer => {
    open[level] ??= Buffer.alloc(tileBytes);
    return open[level];
  };
  const foot = (level: number, index: number): Uint8Array =>
    level === 0 ? leafFrom(index) : hashIn(readTile(store, level - 1, index), tileHeight, 0);
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
    const first = count - (count % tileWidth);
    for (let i = first; i < count; i++) putInTile(unfinished(level), i - first, foot(level, i));
  }
  let leaves = size;
  const add = (level: number, index: number, hash: Uint8Array): void => {
    const tile = unfinished(level);
    const at = index % tileWidth;
    putInTile(tile, at, hash);
    if (at < tileWidth - 1) return;
    const number = Math.floor(index / tileWidth);
    store.write(level, number, tile);
    add(level + 1, number, hashIn(tile, tileHeight, 0));
  };
  const node: NodeAt = (level, index) => {
    const tileLevel = Math.floor(level / tileHeight);
    const inner = level - tileLevel * tileHeight;
    const number = Math.floor(index / (tileWidth >> inner));
    const full = Math.floor(leaves / tileWidth ** (tileLevel + 1));
    const tile = number < full ? readTile(store, tileLevel, number) : unfinished(tileLevel);
    const from = offsetIn(inner, index % (tileWidth >> inner));
    return Buffer.from(tile.subarray(from, from + hashBytes));
  };
  return {
    get size() {
      return leaves;
    },
    append: (leaf) => {
      add(0, leaves, leaf);
      leaves++;
    },
    node,
    root: () => Buffer.from(rootAt(leaves, node)),
  };
}

function readTile(store: TileStore, level: number, number: number): Buffer {
  const tile = store.read(level, number);
  if (tile?.length === tileBytes) return tile;
  throw new RangeError(`tile ${number} of level ${level} is ${tile === undefined ? 'missing' : 'damaged'}`);
}
