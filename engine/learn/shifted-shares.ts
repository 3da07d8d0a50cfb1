import { classShares } from '../kernel/prevalence.ts';
import { createRng } from '../kernel/rng.ts';

const draws = 40;
/** Standard errors the estimate must lie from the labelled share before it is believed. */
const leastDistance = 2;
/** Fewer unlabelled rows than this say nothing. */
const fewestRows = 100;

/**
 * Shares of the classes among the unlabelled rows where the labelled ones were picked at other shares (20 positives
 * and 80 others, say); undefined where that is not shown. Three things must hold. The estimate lies further from
 * the labelled shares than chance in both would bring it. On the labelled rows, weighted to the estimated shares,
 * the same estimator finds at least half of the way back. And without weights it stays where it should.
 * @param labelled probabilities out of fold, `classes` a row
 * @param classOf class of each labelled row
 * @param others probabilities of the unlabelled rows
 */
export function shiftedShares(
  labelled: Float64Array,
  classOf: Uint8Array,
  others: Float64Array,
  classes: number,
  seed: number,
): Float64Array | undefined {
  if (others.length / classes < fewestRows) return undefined;
  const trained = countShares(classOf, classes);
  const found = classShares(others, trained);
  if (found.some((share) => share < 1e-4)) return undefined;
  const errors = standardErrors(labelled, classOf, others, classes, seed);
  if (
    !found.some(
      (share, c) => Math.abs(logit(share) - logit(trained[c] as number)) > leastDistance * (errors[c] as number),
    )
  )
    return undefined;
  return provenOnLabelled(labelled, classOf, trained, found) ? found : undefined;
}

export function countShares(classOf: Uint8Array, classes: number): Float64Array {
  const shares = new Float64Array(classes);
  for (const c of classOf) shares[c] = (shares[c] as number) + 1 / classOf.length;
  return shares;
}

/** Of the difference in log-odds between labelled and estimated shares, by drawing labelled rows again. */
function standardErrors(
  labelled: Float64Array,
  classOf: Uint8Array,
  others: Float64Array,
  classes: number,
  seed: number,
): readonly number[] {
  const rng = createRng(seed);
  const count = classOf.length;
  const trained = countShares(classOf, classes);
  const differences: number[][] = [];
  const sample = thinned(others, classes, 4000);
  for (let draw = 0; draw < draws; draw++) {
    const weights = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const r = rng.int(count);
      weights[r] = (weights[r] as number) + 1;
    }
    // How far off the probabilities of a class are in this draw moves what the estimator finds.
    const offset = new Float64Array(classes);
    const drawn = new Float64Array(classes);
    for (let i = 0; i < count; i++) {
      const weight = weights[i] as number;
      drawn[classOf[i] as number] = (drawn[classOf[i] as number] as number) + weight / count;
      for (let c = 0; c < classes; c++)
        offset[c] = (offset[c] as number) + (weight * (labelled[i * classes + c] as number)) / count;
    }
    const moved = sample.slice();
    for (let at = 0; at < moved.length; at += classes) {
      let sum = 0;
      for (let c = 0; c < classes; c++) {
        const ratio = ((drawn[c] as number) + 1e-3) / ((offset[c] as number) + 1e-3);
        moved[at + c] = (moved[at + c] as number) * ratio;
        sum += moved[at + c] as number;
      }
      for (let c = 0; c < classes; c++) moved[at + c] = (moved[at + c] as number) / sum;
    }
    const shares = classShares(
      moved,
      drawn.map((share) => Math.max(share, 1e-6)),
      undefined,
      60,
    );
    differences.push(Array.from(shares, (share, c) => logit(share) - logit(drawn[c] as number)));
  }
  return Array.from(trained, (_, c) => deviation(differences.map((row) => row[c] as number)));
}

function provenOnLabelled(
  labelled: Float64Array,
  classOf: Uint8Array,
  trained: Float64Array,
  found: Float64Array,
): boolean {
  const weights = Float64Array.from(classOf, (c) => (found[c] as number) / (trained[c] as number));
  const back = classShares(labelled, trained, weights);
  const still = classShares(labelled, trained);
  const way = (from: Float64Array, to: Float64Array): number =>
    Math.max(...from.map((share, c) => Math.abs(logit(share) - logit(to[c] as number))));
  const whole = way(found, trained);
  return way(back, found) < 0.5 * whole && way(still, trained) < 0.5 * whole;
}

function thinned(probabilities: Float64Array, classes: number, most: number): Float64Array {
  const rows = probabilities.length / classes;
  if (rows <= most) return probabilities;
  const result = new Float64Array(most * classes);
  for (let i = 0; i < most; i++) {
    const r = Math.floor((i * rows) / most);
    result.set(probabilities.subarray(r * classes, (r + 1) * classes), i * classes);
  }
  return result;
}

function logit(share: number): number {
  const kept = Math.min(Math.max(share, 1e-6), 1 - 1e-6);
  return Math.log(kept / (1 - kept));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(values.length - 1, 1));
}
