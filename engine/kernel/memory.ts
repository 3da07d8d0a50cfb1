/** Bytes for a typed array: a buffer and where in it they begin. */
export interface Room {
  readonly buffer: ArrayBufferLike;
  readonly at: number;
}

/** Makes room for so many bytes, all 0; shared between threads where the maker shares it. */
export type Allocate = (bytes: number) => Room;

export const ownMemory: Allocate = (bytes) => ({ buffer: new ArrayBuffer(bytes), at: 0 });

export function bytesIn(allocate: Allocate, length: number): Uint8Array<ArrayBuffer> {
  const { buffer, at } = allocate(length);
  return new Uint8Array(buffer as ArrayBuffer, at, length);
}

export function wordsIn(allocate: Allocate, length: number): Uint32Array<ArrayBuffer> {
  const { buffer, at } = allocate(4 * length);
  return new Uint32Array(buffer as ArrayBuffer, at, length);
}

export function intsIn(allocate: Allocate, length: number): Int32Array<ArrayBuffer> {
  const { buffer, at } = allocate(4 * length);
  return new Int32Array(buffer as ArrayBuffer, at, length);
}

export function doublesIn(allocate: Allocate, length: number): Float64Array<ArrayBuffer> {
  const { buffer, at } = allocate(8 * length);
  return new Float64Array(buffer as ArrayBuffer, at, length);
}
