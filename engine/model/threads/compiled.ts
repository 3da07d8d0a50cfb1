import { existsSync, readFileSync } from 'node:fs';
import { builtFile } from './worker-script.ts';

/** What `engine/kernel/compiled/` exports: addresses are bytes in the memory it was started with. */
export interface CompiledLoops {
  readonly rootRows: { readonly value: number };
  transposeRows(from: number, stride: number, rows: number, count: number, into: number, step: number): void;
  sumGroup(words: number, ordered: number, count: number, ...features: readonly number[]): void;
  clear(from: number, bytes: number): void;
  subtract(parent: number, smaller: number, bytes: number): void;
  openRoot(rows: number, count: number, gh: number, shift: number, rowStep: number, ordered: number): number;
  separate(
    rows: number,
    count: number,
    words: number,
    shift: number,
    bin: number,
    missingLeft: number,
    spare: number,
  ): number;
  copyNumbers(from: number, way: number, into: number, count: number): void;
  gather(rows: number, count: number, gh: number, rowStep: number, ordered: number): void;
  addValue(rows: number, count: number, value: number, scores: number): void;
  walkTrees(roots: number, trees: number, leafBit: number, eights: number, scores: number, outputs: number): void;
  lookUpTrees(first: number, trees: number, eights: number, scores: number, outputs: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** The compiled loops; undefined where they are not built, and plain ones do their work. */
function moduleOf(): WebAssembly.Module | undefined {
  const file = builtFile('../../kernel/compiled/loops.wasm');
  if (compiled === undefined && existsSync(file)) compiled = new WebAssembly.Module(readFileSync(file));
  return compiled;
}

export function isCompiled(): boolean {
  return moduleOf() !== undefined;
}

export function startLoops(memory: WebAssembly.Memory): CompiledLoops | undefined {
  const module = moduleOf();
  if (module === undefined) return undefined;
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as CompiledLoops;
}
