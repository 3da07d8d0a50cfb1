import { createRng } from './rng.ts';

/** A random map of rows to smooth, bounded features, beside the rows' own columns. */
export interface FourierMap {
  readonly columns: readonly Float32Array[];
  readonly count: number;
  /** count x columns. */
  readonly directions: Float32Array;
  readonly phases: Float32Array;
  readonly amplitude: number;
}

/** Variance of the phase over standardised columns: how fast the features turn. */
const phaseVariance = 0.9;
/** Weight of all random features together beside one column. */
const energy = 36;

/**
 * Random Fourier features of a Gaussian kernel (Rahimi & Recht 2007) over standardised columns, so that a linear
 * model over them bends.
 */
export function fourierMap(columns: readonly Float32Array[], count: number, seed: number): FourierMap {
  const rng = createRng(seed);
  const scale = Math.sqrt(phaseVariance / Math.max(columns.length, 1));
  const directions = new Float32Array(count * columns.length);
  for (let i = 0; i < directions.length; i++) directions[i] = scale * normal(rng.uniform(), rng.uniform());
  const phases = Float32Array.from({ length: count }, () => 2 * Math.PI * rng.uniform());
  return { columns, count, directions, phases, amplitude: Math.sqrt((2 * energy) / count) };
}

/** Columns, random features and a constant 1 of the listed rows: `columns + count + 1` a row, row after row. `allocate` makes the memory. */
export function fourierRows(
  map: FourierMap,
  rows: Int32Array,
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): Float32Array {
  const { columns, count, directions, phases, amplitude } = map;
  const own = columns.length;
  const width = own + count + 1;
  const result = new Float32Array(allocate(rows.length * width * 4) as ArrayBuffer);
  for (let i = 0; i < rows.length; i++) {
    const base = i * width;
    for (let k = 0; k < own; k++) result[base + k] = columns[k][rows[i]];
    for (let d = 0; d < count; d++) {
      let angle = phases[d];
      const from = d * own;
      for (let k = 0; k < own; k++) angle += directions[from + k] * result[base + k];
      result[base + own + d] = amplitude * Math.cos(angle);
    }
    result[base + width - 1] = 1;
  }
  return result;
}

/** Box & Muller 1958. */
function normal(u: number, v: number): number {
  return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
}
