import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { get, post } from '../../http/index.ts';
import type { AssignAnswer, ReviewersAnswer } from '../../http/shapes.ts';
import { ProblemNote } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

interface AssignBarProps {
  readonly chosen: ReadonlySet<string>;
  readonly done: () => void;
}

/** Hands the chosen leads to one reviewer of the unit; whoever has the least in hand stands first. */
export function AssignBar({ chosen, done }: AssignBarProps): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [to, setTo] = useState('');
  const reviewers = useQuery({
    queryKey: ['reviewers'],
    queryFn: ({ signal }) => get<ReviewersAnswer>('/v1/reviewers', {}, signal),
    enabled: chosen.size > 0,
  });
  const assign = useMutation({
    mutationFn: () => post<AssignAnswer>('/v1/leads/assign', { leads: [...chosen], to }),
    onSuccess: () => {
      for (const key of ['leads', 'lead', 'reviewers']) void client.invalidateQueries({ queryKey: [key] });
      done();
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    assign.mutate();
  };
  if (chosen.size === 0) return assign.isSuccess ? <Outcome answer={assign.data} to={to} /> : null;
  return (
    <form className="row" onSubmit={send}>
      <span className="tag accent">{t('queue.selected', { n: chosen.size })}</span>
      <label className="row" style={{ gap: 4 }}>
        <span className="soft small">{t('queue.assign')}</span>
        <select className="input small" required value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">{t('review.code.choose')}</option>
          {reviewers.data?.reviewers.map(({ account, in_hand: n }) => (
            <option key={account} value={account}>
              {t('queue.assign.reviewer', { account, n })}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button small" disabled={assign.isPending}>
        {t('queue.assign.go')}
      </button>
      {reviewers.isError && <ProblemNote error={reviewers.error} />}
      {assign.isError && <ProblemNote error={assign.error} />}
    </form>
  );
}

/** How many went through, and why the others did not. */
function Outcome({ answer, to }: { readonly answer: AssignAnswer; readonly to: string }): ReactNode {
  const { t, name } = useWords();
  const causes = [...new Set(answer.refused.map(({ cause }) => cause))];
  return (
    <span className="row small" role="status">
      <span className="tag good">{t('queue.assigned', { n: answer.assigned.length, account: to })}</span>
      {causes.map((cause) => (
        <span key={cause} className="tag warn">
          {t('queue.assign.refused', {
            n: answer.refused.filter((one) => one.cause === cause).length,
            cause: name('cause', cause),
          })}
        </span>
      ))}
    </span>
  );
}
