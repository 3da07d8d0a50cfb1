import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { extendsTree, includes } from '../../../engine/audit/check-proofs.ts';
import { leafHash } from '../../../engine/audit/hash.ts';
import { consistencyProof, inclusionProof, rootAt } from '../../../engine/audit/proofs.ts';
import { openTree, type TileStore } from '../../../engine/audit/tree.ts';

function memoryTiles(): TileStore & { readonly kept: Map<string, Buffer> } {
  const kept = new Map<string, Buffer>();
  return {
    kept,
    write: (level, number, tile) => kept.set(`${level}/${number}`, Buffer.from(tile)),
    read: (level, number) => kept.get(`${level}/${number}`),
  };
}

const none = (): never => {
  throw new Error('no leaf is asked for');
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The definition, word by word: RFC 9162, 2.1.1. */
function slowRoot(entries: readonly Buffer[]): Buffer {
  const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (entries.length === 0) return sha();
  if (entries.length === 1) return sha(Buffer.of(0), entries[0] as Buffer);
  let k = 1;
  while (2 * k < entries.length) k *= 2;
  return sha(Buffer.of(1), slowRoot(entries.slice(0, k)), slowRoot(entries.slice(k)));
}

function treeOf(entries: readonly Buffer[]) {
  const store = memoryTiles();
  const tree = openTree(store, 0, none);
  for (const entry of entries) tree.append(leafHash(entry));
  return { tree, store };
}

const numbered = (n: number): Buffer[] => Array.from({ length: n }, (_, i) => Buffer.from(`entry ${i}`));

/** Leaves and roots of the reference implementation of Certificate Transparency (RFC 6962, same hashes as RFC 9162). */
const publicLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => Buffer.from(text, 'hex'));
const publicRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const publicPaths = {
  // Leaf 5 of 8, then 2 of 3 and 1 of 5.
  '5/8': [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ],
  '2/3': ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
} as const;

describe('the public vectors', () => {
  test('roots of 0 to 8 leaves', () => {
    for (const [size, root] of publicRoots.entries())
      expect(hex(treeOf(publicLeaves.slice(0, size)).tree.root())).toBe(root);
  });

  test('inclusion paths', () => {
    for (const [name, path] of Object.entries(publicPaths)) {
      const [index = 0, size = 0] = name.split('/').map(Number);
      const { tree } = treeOf(publicLeaves.slice(0, size));
      expect(inclusionProof(index, size, tree.node).map(hex)).toEqual(path);
    }
  });

  test('the consistency proofs drawn in RFC 9162, 2.1.5: 3 to 7, 4 to 7, 6 to 7', () => {
    const { tree } = treeOf(numbered(7));
    const at = (level: number, index: number): string => hex(tree.node(level, index));
    const [c, d, g, l] = [at(0, 2), at(0, 3), at(1, 0), hex(subtree(tree.node, 4, 7))];
    const [i, j, k] = [at(1, 2), at(0, 6), at(2, 0)];
    expect(consistencyProof(3, 7, tree.node).map(hex)).toEqual([c, d, g, l]);
    expect(consistencyProof(4, 7, tree.node).map(hex)).toEqual([l]);
    expect(consistencyProof(6, 7, tree.node).map(hex)).toEqual([i, j, k]);
  });
});

function subtree(node: (level: number, index: number) => Uint8Array, from: number, to: number): Buffer {
  expect([from, to]).toEqual([4, 7]);
  return createHash('sha256').update(Buffer.of(1)).update(node(1, 2)).update(node(0, 6)).digest();
}

describe('beside the definition', () => {
  const entries = numbered(700);
  const { tree, store } = treeOf(entries);

  test('every root', () => {
    for (const size of [0, 1, 2, 3, 100, 255, 256, 257, 511, 512, 513, 700])
      expect(hex(rootAt(size, tree.node))).toBe(hex(slowRoot(entries.slice(0, size))));
  });

  test('every inclusion proof of small trees leads to its root, and to no other leaf or root', () => {
    for (let size = 1; size <= 20; size++)
      for (let index = 0; index < size; index++) {
        const [leaf, path] = [leafHash(entries[index] as Buffer), inclusionProof(index, size, tree.node)];
        const root = rootAt(size, tree.node);
        expect(includes(leaf, index, size, path, root)).toBe(true);
        expect(includes(leafHash(Buffer.from('other')), index, size, path, root)).toBe(false);
        expect(includes(leaf, index, size, path, rootAt(size + 1, tree.node))).toBe(false);
        expect(includes(leaf, index, size, [...path, root], root)).toBe(false);
        if (path.length > 0) expect(includes(leaf, index, size, path.slice(1), root)).toBe(false);
        if (size > 1) expect(includes(leaf, (index + 1) % size, size, path, root)).toBe(false);
      }
  });

  test('every consistency proof of small trees holds, and none for another history', () => {
    const other = treeOf([Buffer.from('another first'), ...entries.slice(1, 30)]).tree;
    for (let newer = 0; newer <= 20; newer++)
      for (let older = 0; older <= newer; older++) {
        const proof = consistencyProof(older, newer, tree.node);
        const [from, to] = [rootAt(older, tree.node), rootAt(newer, tree.node)];
        expect(extendsTree(older, newer, from, to, proof)).toBe(true);
        if (older > 0) expect(extendsTree(older, newer, rootAt(older, other.node), to, proof)).toBe(false);
        if (older < newer && older > 0)
          expect(extendsTree(older, newer, from, rootAt(newer, other.node), proof)).toBe(false);
      }
  });

  test('a tree opened again from its tiles and the leaves of the last one goes on as before', () => {
    for (const size of [0, 5, 255, 256, 300, 512, 700]) {
      const again = openTree(store, size, (i) => leafHash(entries[i] as Buffer));
      expect(hex(again.root())).toBe(hex(slowRoot(entries.slice(0, size))));
    }
  });

  test('a damaged or missing tile is told, not taken for a hash', () => {
    const gone = memoryTiles();
    expect(() => openTree(gone, 300, (i) => leafHash(entries[i] as Buffer)).root()).toThrow(/missing/);
    gone.write(0, 0, Buffer.alloc(7));
    expect(() => openTree(gone, 300, (i) => leafHash(entries[i] as Buffer)).root()).toThrow(/damaged/);
  });
});

test('tiles of three levels: 70,000 leaves', () => {
  const { tree, store } = treeOf(numbered(70_000));
  expect([...store.kept.keys()].filter((name) => name.startsWith('1/'))).toEqual(['1/0']);
  const root = tree.root();
  for (const index of [0, 255, 65_535, 65_536, 69_999]) {
    const path = inclusionProof(index, 70_000, tree.node);
    expect(includes(leafHash(Buffer.from(`entry ${index}`)), index, 70_000, path, root)).toBe(true);
  }
});
