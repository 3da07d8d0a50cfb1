import { puLabels } from '../../kernel/nnpu-gradients.ts';
import type { Rng } from '../../kernel/rng.ts';
import { shuffle } from '../folds.ts';
import { type LocalPlan, learnLocally } from './learn.ts';
import type { LocalTask } from './task.ts';

const folds = 5;
/**
 * One-sided points of Student's t with nine degrees of freedom (the fewest cases are ten), by how many ways were
 * tried: 5 % over all of them (Bonferroni), since the best of several looks better than it is.
 */
const clearT: readonly number[] = [1.833, 1.833, 2.262, 2.51, 2.685];
const smallestGain = Math.log(1.1);
/** A column that alone separates established people this well knows that they are established. */
const giveAwayArea = 0.97;

export interface Verdict {
  /** Geometric mean place of the established people left out, among the unlabelled ones left out with them. */
  readonly before: number;
  readonly after: number;
  readonly among: number;
  /** Mean gain in log place, and its Student's t. */
  readonly gain: number;
  readonly t: number;
}

/** True when the gain is at least 10 % and clear for the best of so many ways. */
export function isClear({ gain, t }: Verdict, ways: number): boolean {
  return gain > smallestGain && t > (clearT[ways] ?? 3);
}

/** Deals established people and the others into folds, apart. */
export function dealFolds(labels: Uint8Array, rng: Rng): Int32Array {
  const fold = new Int32Array(labels.length);
  for (const label of [puLabels.positive, puLabels.unlabelled, puLabels.negative]) {
    const rows = [...labels.keys()].filter((r) => labels[r] === label);
    shuffle(rows, rng);
    for (const [i, r] of rows.entries()) fold[r] = i % folds;
  }
  return fold;
}

/**
 * Cross-validation over established people: each fold of them, with a fold of the others, is scored by trees that saw
 * neither. (If unlabelled people were learnt from and ranked against, they would sink, and it would look like a gain.)
 */
export function judge(task: LocalTask, base: Float64Array, plan: LocalPlan, fold: Int32Array, rng: Rng): Verdict {
  const before: number[] = [];
  const after: number[] = [];
  let among = 0;
  const all = Int32Array.from(fold.keys());
  for (let k = 0; k < folds; k++) {
    const rest = all.filter((r) => fold[r] !== k);
    const held = all.filter((r) => fold[r] === k);
    const { shift } = learnLocally(task, base, plan, rest, rng);
    const moved = base.map((score, r) => score + (shift[r] as number));
    before.push(...logPlaces(base, held, task.labels));
    after.push(...logPlaces(moved, held, task.labels));
    among += held.filter((r) => task.labels[r] !== puLabels.positive).length / folds;
  }
  const gains = before.map((place, i) => place - (after[i] as number));
  const gain = meanOf(gains);
  const spread = Math.sqrt(meanOf(gains.map((one) => (one - gain) ** 2)) / (gains.length - 1));
  return {
    before: Math.exp(meanOf(before)),
    after: Math.exp(meanOf(after)),
    among: Math.round(among),
    gain,
    t: spread > 0 ? gain / spread : 0,
  };
}

/**
 * True when a column alone tells established people from the rest; missing values on either side. The area under the
 * curve is counted over the column's bins, which is enough to tell 0.97 and far quicker than sorting every column.
 */
export function givesAway({ binned, labels }: LocalTask, feature: number): boolean {
  const bins = binned.features[feature]?.bins ?? 1;
  const words = binned.groups[feature >> 2] as Uint32Array;
  const shift = (feature & 3) * 8;
  const ups = new Float64Array(bins);
  const downs = new Float64Array(bins);
  for (let r = 0; r < labels.length; r++) {
    const side = labels[r] === puLabels.positive ? ups : downs;
    const bin = ((words[r] as number) >>> shift) & 255;
    side[bin] = (side[bin] as number) + 1;
  }
  const rising = Array.from({ length: bins - 1 }, (_, i) => i + 1);
  return [
    [0, ...rising],
    [...rising, 0],
  ].some((order) => {
    const area = areaOfBins(ups, downs, order);
    return Math.max(area, 1 - area) > giveAwayArea;
  });
}

/** Probability that a positive's bin comes later in the order than a negative's, ties half. */
function areaOfBins(ups: Float64Array, downs: Float64Array, order: readonly number[]): number {
  let [below, pairs, positives] = [0, 0, 0];
  for (const bin of order) {
    pairs += (ups[bin] as number) * (below + (downs[bin] as number) / 2);
    below += downs[bin] as number;
    positives += ups[bin] as number;
  }
  return positives === 0 || below === 0 ? 0.5 : pairs / (positives * below);
}

/** Log of the place of each held-out established person among the held-out others, ties halved. */
function logPlaces(scores: Float64Array, held: Int32Array, labels: Uint8Array): number[] {
  const others = held.filter((r) => labels[r] !== puLabels.positive);
  return [...held]
    .filter((r) => labels[r] === puLabels.positive)
    .map((r) => {
      let place = 1;
      for (const other of others) {
        const difference = (scores[other] as number) - (scores[r] as number);
        if (difference > 0) place++;
        else if (difference === 0) place += 0.5;
      }
      return Math.log(place);
    });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
