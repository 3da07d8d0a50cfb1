/**
 * ln q of each p by Benjamini & Hochberg (1995) over `possible` hypotheses, of which those not listed have p = 1:
 * the least share of false discoveries at which the hypothesis is still rejected. In and out in natural logarithms.
 * Equal p have equal q, and the order of the list does not matter.
 * @throws RangeError when fewer hypotheses are possible than listed
 */
export function logFalseDiscovery(logP: Float64Array, possible: number): Float64Array {
  const n = logP.length;
  if (!(possible >= n)) throw new RangeError(`possible must be at least ${n}, got ${possible}`);
  const sorted = logP.slice().sort();
  const logQ = new Float64Array(n);
  let least = 0;
  for (let i = n - 1; i >= 0; i--) {
    least = Math.min(least, sorted[i] + Math.log(possible / (i + 1)));
    logQ[i] = least;
  }
  return logP.map((value) => logQ[lastAtMost(sorted, value)]);
}

/**
 * ln q of each p by the same step-up, where the number of false discoveries at each p is known: the least ratio of it to the
 * number of those found at that p or a larger one. With discrete p this is exact where `possible` times p is a bound
 * (Heyse 2011), and pairs that cannot meet are not counted.
 * @param falseAt number of strangers with p at most the given one; does not fall
 */
export function logFalseShare(
  logP: Float64Array,
  falseAt: { readonly logP: Float64Array; readonly number: Float64Array },
): Float64Array {
  const n = logP.length;
  const sorted = logP.slice().sort();
  const logQ = new Float64Array(n);
  let least = 0;
  let step = falseAt.logP.length;
  for (let i = n - 1; i >= 0; i--) {
    while (step > 0 && falseAt.logP[step - 1] > sorted[i] + rounding) step--;
    const number = step === 0 ? 0 : falseAt.number[step - 1];
    least = Math.min(least, Math.log(number / (i + 1)));
    logQ[i] = Math.max(least, logQFloor);
  }
  return logP.map((value) => logQ[lastAtMost(sorted, value)]);
}

/** What differs by less is equal: p of one pair come from sums in two orders. */
const rounding = 1e-9;

/** Where not a single stranger is expected, ln q is no less than this: -Infinity is no number to store. */
const logQFloor = -700;

/** Index of the last entry that is not above the value; the value is in the list. */
function lastAtMost(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}
