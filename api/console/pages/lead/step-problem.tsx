import type { ReactNode } from 'react';
import { codeOf, statusOf } from '../../http/index.ts';
import { ProblemNote } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

const overtaken = ['wrong_state', 'lock_of_another', 'lock_lapsed', 'stale_version'];

/** Why a step was refused; that somebody else was quicker is said in other words than a mistake. */
export function StepProblem({ error }: { readonly error: unknown }): ReactNode {
  const { t } = useWords();
  const conflict = statusOf(error) === 412 || overtaken.includes(codeOf(error) ?? '');
  if (!conflict) return <ProblemNote error={error} />;
  return (
    <div className="note stop" role="alert">
      <strong>{t('review.conflict')}</strong>
      <p>{t('review.conflict.say')}</p>
    </div>
  );
}
