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
