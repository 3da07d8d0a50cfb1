import type { Engine, Principal, Ranking } from '../../../engine/index.ts';
import { ProblemError } from '../../problem-error.ts';

/** What is kept back from a reviewer who has yet to judge somebody blind: the score, wherever else it would show. */

/** @throws ProblemError conflict */
export function demandJudged(engine: Engine, who: Principal, person: string): void {
  if (!engine.oversight.leads.hiddenFrom(who).has(person)) return;
  throw new ProblemError('conflict', {
    detail: 'A lead about this person is judged blind, and you have not given your own view of it.',
    advice: 'Take the lead, read its facts and give your own view; then the score shows.',
    cause: 'own_view_missing',
  });
}

/** The same nodes; those whose score is kept back have none, and no role that would tell of it. */
export function withoutKept<T extends { readonly person: string }>(
  engine: Engine,
  who: Principal,
  nodes: readonly T[],
) {
  const hidden = engine.oversight.leads.hiddenFrom(who);
  return nodes.map((node) => (hidden.has(node.person) ? { ...node, role: null, score: null } : { ...node }));
}

/** The page without the rows that are kept back; it says how many are missing. */
export function rankingFor(engine: Engine, who: Principal, ranking: Ranking): Pick<Ranking, 'rows' | 'notices'> {
  const { rows, notices } = rowsFor(engine, who, ranking.rows);
  return notices.length === 0 ? ranking : { rows, notices: [...ranking.notices, ...notices] };
}

/** The rows that are not kept back, and a sentence about the others where there are any. */
export function rowsFor<T extends { readonly person: string }>(
  engine: Engine,
  who: Principal,
  all: readonly T[],
): { readonly rows: readonly T[]; readonly notices: readonly string[] } {
  const hidden = engine.oversight.leads.hiddenFrom(who);
  const rows = all.filter(({ person }) => !hidden.has(person));
  const left = all.length - rows.length;
  if (left === 0) return { rows, notices: [] };
  const why = 'leads about these people are judged blind, and you have not given your own view.';
  return { rows, notices: [`${left} rows of this page are kept back: ${why}`] };
}
