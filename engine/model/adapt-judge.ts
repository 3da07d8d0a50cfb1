import { areaUnderRoc } from '../kernel/ranking-metrics.ts';
import type { Rng } from '../kernel/rng.ts';
import { type LocalTask, learnLocally } from './adapt-learn.ts';
import { shuffle } from './folds.ts';

const folds = 5;
/** One-sided 5 % of Student's t with nine degrees of freedom: the fewest cases are ten. */
const clearT = 1.833;
const smallestGain = Math.log(1.1);
/** A column that alone separates established people this well knows that they are established. */
const giveAwayArea = 0.97;

export interface Verdict {
  readonly clear: boolean;
  /** Geometric mean place of the established people left out, among the unlabelled ones left out with them. */
  readonly before: number;
  readonly after: number;
  readonly among: number;
}

/**
 * Cross-validation over established people: each fold of them, with a fold of the unlabelled people, is
 * scored by trees that saw neither. Clear is a mean gain in log rank of at least 10 % whose paired t is
 * above the 5 % point. (If unlabelled people were learnt from and ranked against, they would sink, and it would
 * look like a gain.)
 */
export function judge(task: LocalTask, base: Float64Array, barred: readonly number[], rng: Rng): Verdict {
  const fold = dealFolds(task.labels, rng);
  const before: number[] = [];
  const after: number[] = [];
  let among = 0;
  for (let k = 0; k < folds; k++) {
    const all = Int32Array.from(fold.keys());
    const rest = all.filter((r) => fold[r] !== k);
    const held = all.filter((r) => fold[r] === k);
    const { shift } = learnLocally(task, base, barred, rest, rng);
    const moved = base.map((score, r) => score + (shift[r] as number));
    before.push(...logRanks(base, held, task.labels));
    after.push(...logRanks(moved, held, task.labels));
    among += held.filter((r) => task.labels[r] === 0).length / folds;
  }
  const gains = before.map((rank, i) => rank - (after[i] as number));
  const mean = meanOf(gains);
  const spread = Math.sqrt(meanOf(gains.map((gain) => (gain - mean) ** 2)) / (gains.length - 1));
  return {
    clear: mean > smallestGain && mean > clearT * spread,
    before: Math.exp(meanOf(before)),
    after: Math.exp(meanOf(after)),
    among: Math.round(among),
  };
}

/** True when a column alone tells established people from the rest; missing values on either side. */
export function givesAway(column: Float32Array, labels: Uint8Array): boolean {
  return [-Infinity, Infinity].some((missing) => {
    const values = Float64Array.from(column, (value) => (Number.isNaN(value) ? missing : value));
    const area = areaUnderRoc(values, labels);
    return Math.max(area, 1 - area) > giveAwayArea;
  });
}

/** Log of the place of each held-out established person among the held-out others, ties halved. */
function logRanks(scores: Float64Array, held: Int32Array, labels: Uint8Array): number[] {
  const others = held.filter((r) => labels[r] === 0);
  return [...held]
    .filter((r) => labels[r] === 1)
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

function dealFolds(labels: Uint8Array, rng: Rng): Int32Array {
  const fold = new Int32Array(labels.length);
  for (const label of [1, 0]) {
    const rows = [...labels.keys()].filter((r) => labels[r] === label);
    shuffle(rows, rng);
    for (const [i, r] of rows.entries()) fold[r] = i % folds;
  }
  return fold;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
