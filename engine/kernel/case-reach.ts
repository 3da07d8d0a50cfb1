import type { Rows } from './csr.ts';

export interface CaseReach {
  /** Different seeds within two contacts, the node itself left out; this and the others are NaN without other seeds. */
  readonly withinTwo: Float32Array;
  /** log2 of that over the seeds expected among as many people, each plus one half; NaN where nobody is in reach. */
  readonly lift: Float32Array;
  /** Sum over neighbours j of the seeds j touches over log2(1 + degree of j) (Adamic & Adar 2003): contacts in common. */
  readonly inCommon: Float32Array;
}

/**
 * Seeds near each node, never itself. Reach is walked from the seeds and, for the number of people in it, bounded by
 * the sum of the neighbours' degrees: exact counting of everybody's second circle would cost the square of the hubs.
 * @param seeds distinct node numbers
 */
export function caseReach({ order, offsets, targets }: Rows, seeds: readonly number[]): CaseReach {
  const withinTwo = new Float32Array(order);
  const inCommon = new Float32Array(order);
  const lift = new Float32Array(order).fill(NaN);
  const seen = new Int32Array(order).fill(-1);
  const isSeed = new Uint8Array(order);
  for (const [at, seed] of seeds.entries()) {
    isSeed[seed] = 1;
    seen[seed] = at;
    for (let s = offsets[seed]; s < offsets[seed + 1]; s++) {
      const near = targets[s];
      if (seen[near] !== at) {
        seen[near] = at;
        withinTwo[near]++;
      }
      for (let t = offsets[near]; t < offsets[near + 1]; t++) {
        const far = targets[t];
        if (seen[far] === at) continue;
        seen[far] = at;
        withinTwo[far]++;
      }
    }
  }
  const touched = new Int32Array(order);
  for (const seed of seeds) for (let s = offsets[seed]; s < offsets[seed + 1]; s++) touched[targets[s]]++;
  for (let i = 0; i < order; i++) {
    let reach = offsets[i + 1] - offsets[i];
    let common = 0;
    for (let s = offsets[i]; s < offsets[i + 1]; s++) {
      const degree = offsets[targets[s] + 1] - offsets[targets[s]];
      reach += degree - 1;
      common += (touched[targets[s]] - isSeed[i]) / Math.log2(1 + degree);
    }
    inCommon[i] = common;
    if (seeds.length === isSeed[i]) withinTwo[i] = inCommon[i] = NaN;
    if (reach === 0 || seeds.length === isSeed[i]) continue;
    const expected = (Math.min(reach, order - 1) * (seeds.length - isSeed[i])) / (order - 1);
    lift[i] = Math.log2((withinTwo[i] + 0.5) / (expected + 0.5));
  }
  return { withinTwo, lift, inCommon };
}

/**
 * Meetings with seeds against expectation: log2 of a node's meetings with seeds over its meetings times the share that
 * seeds have of everybody else's meetings, each plus one half. A node's own label is left out of that share. NaN without
 * meetings or without other seeds.
 * @param own meetings of each node @param withSeeds of these, those with seeds
 */
export function meetingLift(own: Float64Array, withSeeds: Float64Array, isSeed: Uint8Array): Float32Array {
  let total = 0;
  let seedTotal = 0;
  for (let i = 0; i < own.length; i++) {
    total += own[i];
    if (isSeed[i] === 1) seedTotal += own[i];
  }
  const result = new Float32Array(own.length).fill(NaN);
  for (let i = 0; i < own.length; i++) {
    const others = seedTotal - (isSeed[i] === 1 ? own[i] : 0);
    if (own[i] === 0 || others === 0) continue;
    result[i] = Math.log2((withSeeds[i] + 0.5) / ((own[i] * others) / (total - own[i]) + 0.5));
  }
  return result;
}
