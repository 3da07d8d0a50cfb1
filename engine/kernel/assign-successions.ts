import type { NumberActivity } from './number-activity.ts';
import { type ScoredSuccessions, scoreSuccessions } from './succession.ts';
import type { Succession, SuccessionOptions } from './succession-options.ts';
import { UnionFind } from './union-find.ts';

export interface ProbableSuccession extends Succession {
  /** Posterior against no succession and against every other heir and predecessor, in [0, 1]. */
  readonly probability: number;
}

export interface AssignedSuccessions extends Omit<ScoredSuccessions, 'pairs'> {
  /** One to one, most probable first, then by number. */
  readonly pairs: readonly ProbableSuccession[];
  readonly rounds: number;
  /** The number that each number's contacts were counted as in the last round. */
  readonly alias: Int32Array;
}

/**
 * Successions, one to one. A whole circle may change its numbers at once: pairs above `acceptFrom` rename the
 * contacts, and everything is scored again, until the accepted pairs stay the same.
 */
export function assignSuccessions(
  activity: NumberActivity,
  registered: Int32Array,
  options: SuccessionOptions & { readonly acceptFrom: number; readonly reportFrom: number },
  forbidden: (a: number, b: number) => boolean,
): AssignedSuccessions {
  let alias = registered;
  let accepted = '';
  let rounds = 0;
  for (;;) {
    rounds++;
    const scored = scoreSuccessions(activity, alias, options);
    const pairs = oneToOne(scored.pairs.filter(({ earlier, later }) => !forbidden(earlier, later)));
    const sure = pairs.filter(({ probability }) => probability >= options.acceptFrom);
    const print = sure.map(({ earlier, later }) => `${earlier}>${later}`).join();
    if (print === accepted || rounds >= options.roundsMax) {
      return { ...scored, pairs: pairs.filter(({ probability }) => probability >= options.reportFrom), rounds, alias };
    }
    accepted = print;
    alias = renamed(registered, sure);
  }
}

function renamed(registered: Int32Array, sure: readonly Succession[]): Int32Array {
  const sets = new UnionFind(registered.length);
  for (let i = 0; i < registered.length; i++) sets.union(i, registered[i]);
  for (const { earlier, later } of sure) sets.union(earlier, later);
  return Int32Array.from(registered, (_, i) => sets.find(i));
}

/** Greedy matching by probability; each number is succeeded once and succeeds once. */
function oneToOne(pairs: readonly Succession[]): ProbableSuccession[] {
  const byEarlier = sumOdds(pairs, ({ earlier }) => earlier);
  const byLater = sumOdds(pairs, ({ later }) => later);
  const probable = pairs.map((pair): ProbableSuccession => {
    const own = oddsOf(pair);
    const rivals = (byEarlier.get(pair.earlier) ?? 0) + (byLater.get(pair.later) ?? 0) - own;
    return { ...pair, probability: own / (1 + rivals) };
  });
  probable.sort((a, b) => b.probability - a.probability || a.earlier - b.earlier || a.later - b.later);
  const [succeeded, succeeding] = [new Set<number>(), new Set<number>()];
  return probable.filter(({ earlier, later }) => {
    if (succeeded.has(earlier) || succeeding.has(later)) return false;
    succeeded.add(earlier);
    succeeding.add(later);
    return true;
  });
}

/** Odds, bounded so that sums stay exact enough to compare. */
function oddsOf({ logOdds }: Succession): number {
  return Math.exp(Math.min(30, logOdds));
}

function sumOdds(pairs: readonly Succession[], of: (pair: Succession) => number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const pair of pairs) sums.set(of(pair), (sums.get(of(pair)) ?? 0) + oddsOf(pair));
  return sums;
}
