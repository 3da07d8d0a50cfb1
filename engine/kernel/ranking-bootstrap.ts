import type { Rng } from './rng.ts';

/** Ranked rows, best first, and what is measured of them; arrays run parallel over the places. */
export interface RankedRows {
  /** Falling. */
  readonly scores: Float64Array;
  readonly labels: Uint8Array;
  /** Cluster of each place, 0 .. clusters - 1. */
  readonly cluster: Int32Array;
  /** Clusters of the positives that have no score; they count as never found. */
  readonly missed: Int32Array;
}

/** One value a measure. Precision and recall run parallel to the capacities. */
export interface RankingMeasures {
  readonly auprc: number;
  readonly brier: number;
  readonly ece: number;
  readonly precision: readonly number[];
  readonly recall: readonly number[];
}

/**
 * Draws clusters with replacement, as Poisson counts of mean 1 (Chamandy et al. 2012), which is the bootstrap without a
 * fixed total: people of one network share their luck, so whole networks are drawn.
 */
export function drawCounts(clusters: number, rng: Rng): Uint8Array {
  const counts = new Uint8Array(clusters);
  for (let c = 0; c < clusters; c++) {
    let u = rng.uniform();
    let chance = 0.36787944117144233;
    let count = 0;
    while (u >= chance && count < 12) {
      u -= chance;
      count++;
      chance /= count;
    }
    counts[c] = count;
  }
  return counts;
}

/**
 * Measures of a ranking whose clusters count `counts` times: average precision with ties as one step, Brier score,
 * calibration error over ten bins, precision and recall among the first k. A row that reaches over k counts in part.
 * @returns NaN where nothing is defined
 */
export function weightedMeasures(
  { scores, labels, cluster, missed }: RankedRows,
  counts: Uint8Array | undefined,
  capacities: readonly number[],
): RankingMeasures {
  const weightOf = (c: number): number => (counts === undefined ? 1 : counts[c]);
  let positives = 0;
  for (let i = 0; i < missed.length; i++) positives += weightOf(missed[i]);
  for (let i = 0; i < labels.length; i++) positives += labels[i] * weightOf(cluster[i]);
  const binSum = new Float64Array(10);
  const binUps = new Float64Array(10);
  const hits = new Float64Array(capacities.length);
  const seen = new Float64Array(capacities.length);
  let [total, found, average, squares] = [0, 0, 0, 0];
  for (let i = 0; i < scores.length; ) {
    const score = scores[i];
    let gained = 0;
    for (; i < scores.length && scores[i] === score; i++) {
      const w = weightOf(cluster[i]);
      if (w === 0) continue;
      const up = labels[i] * w;
      for (let k = 0; k < capacities.length; k++) {
        const part = Math.min(w, Math.max(0, capacities[k] - total));
        seen[k] += part;
        hits[k] += labels[i] * part;
      }
      total += w;
      gained += up;
      squares += w * (score - labels[i]) ** 2;
      const bin = Math.min(Math.floor(score * 10), 9);
      binSum[bin] += w * score;
      binUps[bin] += up;
    }
    found += gained;
    if (gained > 0) average += (gained / positives) * (found / total);
  }
  let error = 0;
  for (let bin = 0; bin < 10; bin++) error += Math.abs(binSum[bin] - binUps[bin]);
  return {
    auprc: positives === 0 ? NaN : average,
    brier: squares / total,
    ece: error / total,
    precision: capacities.map((_, k) => hits[k] / seen[k]),
    recall: capacities.map((_, k) => hits[k] / positives),
  };
}

/** Central interval of values that are numbers, by linear quantiles; undefined with fewer than 20. */
export function centralInterval(values: readonly number[], level = 0.95): readonly [number, number] | undefined {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length < 20) return undefined;
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  };
  return [at((1 - level) / 2), at((1 + level) / 2)];
}
