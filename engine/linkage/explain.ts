import { ExcavatorError } from '../kernel/errors.ts';
import { type Lake, sql } from '../lake/index.ts';
import { comparePairs } from './compare.ts';
import { levelsOfComparison } from './estimate.ts';
import { runLinkage, withLake } from './link.ts';
import { createPairs } from './sample.ts';
import { levelWeight, priorWeight, probabilityOf, termShare } from './score.ts';
import { readSpec } from './spec.ts';
import type { LinkOptions } from './types.ts';

/** One line of evidence; the weights of all lines add up to the weight of the pair. */
export interface EvidenceLine {
  readonly column: string;
  readonly valueA: string | null;
  readonly valueB: string | null;
  readonly level: string;
  /** Bits for (above 0) or against one person. */
  readonly weight: number;
}

export interface Explanation {
  readonly idA: string;
  readonly idB: string;
  /** Log2 odds of being one person. */
  readonly weight: number;
  readonly probability: number;
  readonly threshold: number;
  /** Whether the two ended in one cluster, and so are called a match. */
  readonly match: boolean;
  readonly lines: readonly EvidenceLine[];
}

/**
 * Why two records are one person, and why not: links the files again and tells the weight of every
 * column for this pair. Throws `not_found` where an id is in no file.
 */
export async function explainPair(options: Omit<LinkOptions, 'out'>, idA: string, idB: string): Promise<Explanation> {
  return withLake(options, async (lake) => {
    const { plan, records, model, threshold } = await runLinkage(lake, options, readSpec(options.spec));
    const { comparisons } = plan;
    const a = await recordOf(lake, idA, 0);
    const b = await recordOf(lake, idB, records.perSource.length - 1);
    await createPairs(lake, 'asked_pair', Int32Array.of(Math.min(a, b)), Int32Array.of(Math.max(a, b)));
    await comparePairs(lake, records, comparisons, 'asked_pair', 'asked_vector');
    const terms = comparisons.map(
      (_, i) => `left join term_${i} f${i} on f${i}.v = case when q.state_${i} = 1 then q.x${i} end`,
    );
    const items = comparisons.map(
      (_, i) => `q.state_${i}, f${i}.term as term_${i}, x.t${i} as left_${i}, y.t${i} as right_${i}`,
    );
    const [row] = await lake.rows<Record<string, string | number | boolean | null>>(`
      select ${items.join(', ')}, p.person = r.person as match from asked_vector q ${terms.join(' ')}
      join normal x on x.rec = ${a} join normal y on y.rec = ${b}
      join person_of p on p.rec = q.a join person_of r on r.rec = q.b`);
    const lines: EvidenceLine[] = [
      {
        column: '(before any evidence)',
        valueA: null,
        valueB: null,
        level: 'two random records',
        weight: priorWeight(model),
      },
    ];
    for (const [i, comparison] of comparisons.entries()) {
      const state = row?.[`state_${i}`] as number;
      const parent = model.layout.parents[i] as number;
      const parentLevel = parent < 0 ? -1 : (row?.[`state_${parent}`] as number) - 1;
      const share = parent < 0 ? 1 : termShare(model, i, parentLevel);
      const term = (row?.[`term_${i}`] as number | null) ?? 0;
      lines.push({
        column: comparison.name,
        valueA: (row?.[`left_${i}`] as string | null) ?? null,
        valueB: (row?.[`right_${i}`] as string | null) ?? null,
        level: state === 0 ? 'says nothing' : (levelsOfComparison(comparison, i)[state - 1] as string),
        weight: state === 0 ? 0 : levelWeight(model, i, state - 1, parentLevel) + term * share,
      });
    }
    const weight = lines.reduce((sum, line) => sum + line.weight, 0);
    return {
      idA,
      idB,
      weight,
      probability: probabilityOf(weight),
      threshold: probabilityOf(threshold.weight),
      match: row?.match === true,
      lines,
    };
  });
}

async function recordOf(lake: Lake, id: string, source: number): Promise<number> {
  const [row] = await lake.rows<{ rec: number }>(
    `select rec from normal where id = ${sql.text(id.trim())} and src = ${source}`,
  );
  if (row) return row.rec;
  throw new ExcavatorError({
    code: 'record_not_found',
    kind: 'not_found',
    what: 'There is no record with this id.',
    got: id,
    expected: 'an id of the linked files',
    advice: 'Check the id, and which file it is in.',
  });
}
