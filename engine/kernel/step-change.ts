/**
 * Did a rate change at a moment? Bayes factor of a step against a constant rate, given how many of n events
 * fell on the far side of the moment and what share q of the time lies there. Under a constant rate the count
 * is binomial (n, q). Under a step the rate on the far side is a small part of the rate on this side: a
 * mixture over `remnants`, because a number given up is still rung now and then.
 */
const remnants = Object.freeze([0.005, 0.05, 0.1, 0.2, 0.35]);
const remnantShares = Object.freeze([0.4, 0.2, 0.2, 0.1, 0.1]);

/**
 * Log Bayes factor (nats); negative where the events rather went on. `far` of `n` events, share of time `q`
 * in (0, 1) (clamped to 0.001 to 0.999).
 */
export function stepLogOdds(n: number, far: number, q: number): number {
  const time = Math.min(0.999, Math.max(0.001, q));
  const constant = far * Math.log(time) + (n - far) * Math.log(1 - time);
  let odds = 0;
  for (let i = 0; i < remnants.length; i++) {
    const share = (remnants[i] * time) / (remnants[i] * time + 1 - time);
    odds += remnantShares[i] * Math.exp(far * Math.log(share) + (n - far) * Math.log(1 - share) - constant);
  }
  return Math.log(Math.max(odds, 1e-300));
}

/**
 * The evidence a step gives for a succession: people also stop and start for other reasons, at `baseRate`,
 * so it never exceeds log(1 / baseRate) however sure the step is.
 */
export function stepGain(logOdds: number, baseRate: number): number {
  if (logOdds > 0) return -Math.log(baseRate + (1 - baseRate) * Math.exp(-logOdds));
  return logOdds - Math.log(1 - baseRate + baseRate * Math.exp(logOdds));
}
