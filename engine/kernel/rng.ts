/**
 * Seeded random numbers: sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32.
 * Passes PractRand to 32 TB; not for keys or tokens.
 */
export interface Rng {
  /** A number in [0, 1) with 32 random bits. */
  uniform(): number;
  /** A whole number in [0, bound), bound in [1, 2^32]. */
  int(bound: number): number;
}

export function createRng(seed: number): Rng {
  const next = splitmix32(seed);
  let a = next();
  let b = next();
  let c = next();
  let counter = 1;
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();
  return Object.freeze({
    uniform: () => bits() / 4294967296,
    int: (bound: number) => Math.floor((bits() / 4294967296) * bound),
  });
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
