import type { Allocate } from '../../kernel/memory.ts';
import { isCompiled } from './compiled.ts';

const pageBytes = 65_536;
/** Four gigabytes: as far as an address of the compiled loops reaches. */
const mostPages = 65_536;
/** Arrays begin where a cache line does. */
const lineBytes = 64;

/** Memory that threads share, of one training or scoring. */
export interface SharedMemory {
  readonly allocate: Allocate;
  /** Where everything allocated so far lies, in reach of compiled loops; undefined where they are not built or it does not fit. */
  reach(): WebAssembly.Memory | undefined;
}

/**
 * One WebAssembly memory in which arrays follow each other, grown as they are asked for; what no longer fits gets memory
 * of its own, and the plain loops.
 */
export function createMemory(bytesAtMost = mostPages * pageBytes): SharedMemory {
  const memory = isCompiled() ? reserve() : undefined;
  let next = pageBytes;
  let fits = memory !== undefined;
  return Object.freeze({
    allocate(bytes: number) {
      const end = Math.ceil((next + bytes) / lineBytes) * lineBytes;
      fits &&= end <= bytesAtMost && memory !== undefined && hasRoom(memory, end);
      if (!fits || memory === undefined) return { buffer: new SharedArrayBuffer(bytes), at: 0 };
      const at = next;
      next = end;
      return { buffer: memory.buffer, at };
    },
    reach: () => (fits ? memory : undefined),
  });
}

/** Undefined where the machine has no room for the addresses. */
function reserve(): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function hasRoom(memory: WebAssembly.Memory, end: number): boolean {
  const missing = Math.ceil((end - memory.buffer.byteLength) / pageBytes);
  if (missing <= 0) return true;
  try {
    memory.grow(missing);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
