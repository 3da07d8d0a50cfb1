/**
 * Did a rate change at a moment? Bayes factor of a step against a constant rate, given how many of n
 * events fell on the far side of the moment and what share q of the time lies there. Under a constant
 * rate the count is binomial (n, q); under a step the share is Beta(a, b), which lies near zero.
 */
const shareA = 0.5;
const shareB = 5;

/**
 * Log Bayes factor (nats); negative where the events rather went on. `far` of `n` events, share of time `q`
 * in (0, 1) (clamped to 0.001 to 0.999).
 */
export function stepLogOdds(n: number, far: number, q: number): number {
  const share = Math.min(0.999, Math.max(0.001, q));
  const step = logBeta(far + shareA, n - far + shareB) - logBeta(shareA, shareB);
  return step - far * Math.log(share) - (n - far) * Math.log(1 - share);
}

/**
 * The evidence a step gives for a succession: people also stop and start for other reasons, at `baseRate`,
 * so it never exceeds log(1 / baseRate) however sure the step is.
 */
export function stepGain(logOdds: number, baseRate: number): number {
  if (logOdds > 0) return -Math.log(baseRate + (1 - baseRate) * Math.exp(-logOdds));
  return logOdds - Math.log(1 - baseRate + baseRate * Math.exp(logOdds));
}

export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** log Gamma(x), x > 0; Lanczos (1964), g = 7, relative error below 1e-13. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = 0.99999999999980993;
  for (let i = 0; i < lanczos.length; i++) sum += lanczos[i] / (x + i);
  const base = x + lanczos.length - 1.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
