/**
 * Tails of the Poisson distribution in log space, by the saddle-point form of the density (Loader, "Fast and
 * accurate computation of binomial probabilities", 2000), which has no cancellation, and the series of the
 * regularised incomplete gamma function P(k, mean) (Abramowitz & Stegun 6.5.29).
 */

const halfLogTwoPi = 0.9189385332046727;
const factorial = Float64Array.from({ length: 16 }, (_, n) => {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
});

/** ln n! less its Stirling form: ln n! - (n + 1/2) ln n + n - ln sqrt(2 pi), n whole and at least 1. */
function stirlingError(n: number): number {
  if (n < 16) return Math.log(factorial[n]) - (n + 0.5) * Math.log(n) + n - halfLogTwoPi;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** x ln(x / mean) + mean - x, accurate also where x is close to the mean. */
function deviance(x: number, mean: number): number {
  const gap = x - mean;
  if (Math.abs(gap) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = gap / (x + mean);
  const square = v * v;
  let sum = gap * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= square;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** ln P(X = count) for X ~ Poisson(mean); count whole and >= 0, mean > 0. */
export function logPoissonMass(count: number, mean: number): number {
  if (count === 0) return -mean;
  return -stirlingError(count) - deviance(count, mean) - 0.5 * Math.log(count) - halfLogTwoPi;
}

/**
 * ln P(X >= count) for X ~ Poisson(mean), in (-Infinity, 0]. Relative error of the probability below 1e-10
 * for counts up to a million, also where it is as small as 1e-300 and below the smallest double.
 * @throws RangeError when count is no whole number >= 0 or mean is negative or not finite
 */
export function logPoissonTail(count: number, mean: number): number {
  if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`count must be whole and >= 0, got ${count}`);
  if (!(mean >= 0 && Number.isFinite(mean))) throw new RangeError(`mean must be finite and >= 0, got ${mean}`);
  if (count === 0) return 0;
  if (mean === 0) return -Infinity;
  if (count > mean) return logPoissonMass(count, mean) + Math.log(risingSeries(count, mean));
  return Math.log1p(-Math.exp(logPoissonMass(count - 1, mean) + Math.log(fallingSeries(count - 1, mean))));
}

/** 1 + mean/(count+1) + mean^2/((count+1)(count+2)) + ...: P(X >= count) / P(X = count). */
function risingSeries(count: number, mean: number): number {
  let sum = 1;
  let term = 1;
  for (let j = count + 1; term > sum * 1e-17; j++) {
    term *= mean / j;
    sum += term;
  }
  return sum;
}

/** 1 + count/mean + count(count-1)/mean^2 + ...: P(X <= count) / P(X = count). */
function fallingSeries(count: number, mean: number): number {
  let sum = 1;
  let term = 1;
  for (let j = count; j > 0 && term > sum * 1e-17; j--) {
    term *= j / mean;
    sum += term;
  }
  return sum;
}

/**
 * Log-likelihood ratio, in nats, of a Poisson mean equal to the count against the expected mean; 0 where no more
 * than expected was counted.
 */
export function excessLogLikelihood(count: number, mean: number): number {
  return count > mean ? deviance(count, mean) : 0;
}
