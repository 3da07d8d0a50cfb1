import type { Rows } from '../kernel/csr.ts';
import { leiden } from '../kernel/leiden.ts';
import { likelyResolution } from '../kernel/modularity.ts';

const maxRounds = 20;
/** Where a change of resolution no longer moves groups. */
const settled = 0.01;
const bounds = { low: 0.1, high: 100 } as const;

/**
 * The resolution at which the groups found are the most likely ones (Newman 2016): find groups at 1,
 * take the resolution that fits their contact rates, find groups again, until it settles. Uses
 * nothing but the graph. Where the rates tell nothing (no edges, one group, groups without contact between them) it stays at 1.
 */
export function chooseResolution(rows: Rows, seed: number, rounds: number): number {
  let resolution = 1;
  for (let round = 0; round < maxRounds; round++) {
    const { of, count } = leiden(rows, { resolution, seed, rounds });
    const likely = likelyResolution(rows, of, count);
    if (!(likely >= bounds.low && likely <= bounds.high)) return resolution;
    if (Math.abs(likely - resolution) < settled * resolution) return likely;
    resolution = likely;
  }
  return resolution;
}
