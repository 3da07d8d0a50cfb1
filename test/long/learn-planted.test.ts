import { describe, expect, test } from 'vitest';
import { averagePrecision } from '../../engine/kernel/ranking-metrics.ts';
import { learnClasses } from '../../engine/learn/index.ts';
import { kinds, type PlantedGraph, plantedGraph, problemOf } from '../unit/learn-worlds.ts';

/** Two standard errors of an average precision over some 300 positives. */
const noise = 0.03;

/** Mean average precision of the nodes that were not learned from, each class against the rest. */
function unseenPrecision({ truth, labelled, classes }: PlantedGraph, probabilities: Float64Array): number {
  const seen = new Set(labelled);
  const rows = Array.from(truth.keys()).filter((r) => !seen.has(r));
  const wanted = classes.length === 2 ? [1] : classes.map((_, c) => c);
  const each = wanted.map((c) =>
    averagePrecision(
      Float64Array.from(rows, (r) => probabilities[r * classes.length + c]),
      Uint8Array.from(rows, (r) => (truth[r] === c ? 1 : 0)),
    ),
  );
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

describe('one recipe on graphs of every kind', () => {
  const cases = kinds.flatMap((kind) => [700, 150].map((labelled) => [kind, labelled] as const));
  test.each(cases)(
    '%s, %i labels: not worse than the best set of groups nor than own columns',
    async (kind, labelled) => {
      const planted = plantedGraph(kind, 1500, labelled, 31);
      const whole = await learnClasses(problemOf(planted), 1, () => undefined);
      const alone = await learnClasses(problemOf(planted, false), 1, () => undefined);
      const best = Math.max(...whole.report.sets.map((set) => set.averagePrecision));
      const kept = whole.report.sets.filter((set) => set.kept).map((set) => set.groups.join(' + '));
      const [p, own] = [unseenPrecision(planted, whole.probabilities), unseenPrecision(planted, alone.probabilities)];
      const { averagePrecision: outOfFold } = whole.report;
      process.stdout.write(
        `${kind}, ${labelled} labels: unseen AUPRC ${p.toFixed(3)}, own columns alone ${own.toFixed(3)}; out of fold ${outOfFold.toFixed(3)}, best set ${best.toFixed(3)}; kept ${kept.join(' | ')}\n`,
      );
      expect(outOfFold).toBeGreaterThanOrEqual(best - noise);
      expect(p).toBeGreaterThanOrEqual(own - noise);
      if (kind !== 'features only' && labelled === 700) expect(p).toBeGreaterThan(own + 0.05);
    },
  );
});
