import type { Learnt } from './learn.ts';
import { seeded } from './random.ts';
import type { Finding, GuiltyRole } from './types.ts';

const shareOfFull = 0.4;
const leastCost = 0.25;

/** Gate 2: what counting alone reaches of the full model's average precision. */
export function countsFinding(role: GuiltyRole, full: number, counts: Learnt): Finding {
  const value = (counts.logistic ?? 0) / full;
  return {
    gate: 2,
    name: `${role}: counts over full model`,
    about: `AUPRC of logistic regression on degree and counts ${(counts.logistic ?? 0).toFixed(3)}, of the full model ${full.toFixed(3)}`,
    value,
    low: 0,
    high: shareOfFull,
    limit: `at most ${shareOfFull}`,
    failed: value > shareOfFull,
    positives: counts.positives,
    others: counts.rows - counts.positives,
  };
}

/** Gate 4: nothing can be learnt from labels dealt out by lot; `unknown` undoes the share of people out of reach. */
export function labelsFinding(role: GuiltyRole, labels: Learnt, unknown: number): Finding {
  const { positives, rows } = labels;
  const value = ((labels.booster ?? 0) * Math.max(1, positives, unknown)) / positives;
  const high = luckyPrecision(positives, rows);
  return {
    gate: 4,
    name: `${role}: labels shuffled`,
    about: `AUPRC in reach, learnt from shuffled labels; prevalence ${(positives / rows).toFixed(4)}; a ranking by lot stays below the limit 99 times of 100`,
    value,
    low: 0,
    high,
    limit: `at most ${high.toFixed(4)}`,
    failed: value > high,
    positives,
    others: rows - positives,
  };
}

/** 99th percentile of the average precision of a ranking by lot. */
function luckyPrecision(positives: number, rows: number): number {
  const random = seeded(rows);
  const draws = Float64Array.from({ length: 300 }, () => {
    const places = new Set<number>();
    while (places.size < positives) places.add(1 + Math.floor(random() * rows));
    const sorted = [...places].sort((a, b) => a - b);
    return sorted.reduce((sum, place, i) => sum + (i + 1) / place, 0) / positives;
  });
  return draws.sort()[Math.floor(0.99 * draws.length)] as number;
}

/** Gate 4: what is lost with who met whom. */
export function edgesFinding(role: GuiltyRole, full: number, left: number, { positives, rows }: Learnt): Finding {
  const value = 1 - left / full;
  return {
    gate: 4,
    name: `${role}: cost of shuffled edges`,
    about: `AUPRC ${full.toFixed(3)} with the true edges, ${left.toFixed(3)} when people are exchanged among the records of a place, sort and day type`,
    value,
    low: leastCost,
    high: 1,
    limit: `at least ${leastCost}`,
    failed: value < leastCost,
    positives,
    others: rows - positives,
  };
}
