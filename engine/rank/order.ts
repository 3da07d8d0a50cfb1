import type { Candidates, RoleScores } from './types.ts';

/**
 * Positions of the candidates from the highest score down; equal scores by facts, then by person number.
 * @throws RangeError on a score that is no number, which has no place in an order
 */
export function orderByScore(candidates: Candidates, { score }: RoleScores): Int32Array {
  const { person, facts } = candidates;
  if (score.length !== person.length) throw new RangeError(`${score.length} scores for ${person.length} candidates`);
  const unscored = score.findIndex((value) => Number.isNaN(value));
  if (unscored !== -1) throw new RangeError(`candidate ${unscored} has no score`);
  return Int32Array.from(person.keys()).sort(
    (x, y) =>
      (score[y] as number) - (score[x] as number) ||
      (facts[y] as number) - (facts[x] as number) ||
      (person[x] as number) - (person[y] as number),
  );
}
