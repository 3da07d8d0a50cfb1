import type { Candidates, RoleScores } from './types.ts';

/** Positions of the candidates from the highest score down; equal scores by facts, then by person number. */
export function orderByScore(candidates: Candidates, { score }: RoleScores): Int32Array {
  const { person, facts } = candidates;
  return Int32Array.from(person.keys()).sort(
    (x, y) =>
      (score[y] as number) - (score[x] as number) ||
      (facts[y] as number) - (facts[x] as number) ||
      (person[x] as number) - (person[y] as number),
  );
}
