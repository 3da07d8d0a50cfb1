import { logFalseDiscovery, logFalseShare } from './false-discovery.ts';
import { excessLogLikelihood, logPoissonTail } from './poisson-tail.ts';
import { type StrangerLadder, seenStrangers } from './stranger-pairs.ts';

/** Pairs of one channel, in parallel arrays. */
export interface CountedPairs {
  /** Independent trips or stays on which the two met, at least 1. */
  readonly count: Float64Array;
  /** Expected trips under the two people's own habits, and under the global null; above 0. */
  readonly expectedHabit: Float64Array;
  readonly expectedGlobal: Float64Array;
  /** Pairs that could have met in this channel, at least as many as are listed. */
  readonly possible: number;
  /**
   * Where strangers meet by chance: how many of them have so small a p, from `countMin` on. Else q bounds it by p times
   * `possible`.
   */
  readonly strangers?: { readonly ladder: StrangerLadder; readonly countMin: number };
}

export interface TestedPairs {
  /** The larger of the two expectations: a contact has to stand out against both. */
  readonly expected: Float64Array;
  /** Logarithms to the base 10, at most 0. */
  readonly log10P: Float64Array;
  readonly log10Q: Float64Array;
  /** Log-likelihood ratio of what was counted against what was expected, in nats, at least 0. */
  readonly logLikelihoodRatio: Float64Array;
}

/** Upper Poisson tail of every pair and its share of false discoveries among all possible pairs. */
export function testPairs({ count, expectedHabit, expectedGlobal, possible, strangers }: CountedPairs): TestedPairs {
  const n = count.length;
  const expected = new Float64Array(n);
  const logP = new Float64Array(n);
  const ratio = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const mean = Math.max(expectedHabit[i], expectedGlobal[i]);
    expected[i] = mean;
    logP[i] = logPoissonTail(count[i], mean);
    ratio[i] = excessLogLikelihood(count[i], mean);
  }
  const logQ =
    strangers === undefined
      ? logFalseDiscovery(logP, possible)
      : logFalseShare(
          logP,
          seenStrangers(
            strangers.ladder,
            logP.filter((_, i) => count[i] >= strangers.countMin),
          ),
        );
  return {
    expected,
    log10P: logP.map((value) => value / Math.LN10),
    log10Q: logQ.map((value) => value / Math.LN10),
    logLikelihoodRatio: ratio,
  };
}
