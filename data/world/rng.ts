/**
 * Seeded chance: xoshiro128** (Blackman and Vigna 2018), one named stream a purpose, so that a change in one part of the
 * world leaves the draws of the others alone. Not for keys or tokens.
 */
export class Rng {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number, stream: string) {
    let state = mix(seed | 0, textHash(stream));
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      return mix(state, 0x85ebca6b);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** A number in [0, 1). */
  next(): number {
    const result = Math.imul(rotate(Math.imul(this.b, 5), 7), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotate(this.d, 11);
    return result / 4294967296;
  }

  /** A whole number in [0, bound). */
  int(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Standard normal (Box and Muller 1958), one of the pair. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normal with the given mean (not median) and sigma of the logarithm. */
  logNormal(mean: number, sigma: number): number {
    return mean * Math.exp(sigma * this.normal() - (sigma * sigma) / 2);
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Poisson by inversion; for small means. */
  poisson(mean: number): number {
    let product = this.next();
    const limit = Math.exp(-mean);
    let count = 0;
    while (product > limit) {
      count++;
      product *= this.next();
    }
    return count;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T;
  }

  /** In place (Fisher and Yates). */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      const held = list[i] as T;
      list[i] = list[j] as T;
      list[j] = held;
    }
    return list;
  }
}

/** Two whole numbers to one, well mixed; for choices that must be the same each time they are asked for. */
export function mix(first: number, second: number): number {
  let h = Math.imul(first ^ (second + 0x7f4a7c15), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(second, 0x9e3779b1), 0x735a2d97);
  h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);
  return h ^ (h >>> 15);
}

/** `mix` as a number in [0, 1). */
export function mixUnit(first: number, second: number): number {
  return (mix(first, second) >>> 0) / 4294967296;
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
