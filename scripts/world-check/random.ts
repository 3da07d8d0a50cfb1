/** Mulberry32: uniform numbers in [0, 1) from a seed, so that a check says the same twice. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fisher-Yates on a copy. */
export function shuffled<T extends Uint8Array | Float64Array>(values: T, random: () => number): T {
  const copy = values.slice() as T;
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = copy[i] as number;
    copy[i] = copy[j] as number;
    copy[j] = held;
  }
  return copy;
}
