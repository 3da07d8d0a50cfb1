import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { post } from '../../http/index.ts';
import { ProblemNote } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

/** Hands the chosen leads to one reviewer. */
export function AssignBar({
  chosen,
  done,
}: {
  readonly chosen: ReadonlySet<string>;
  readonly done: () => void;
}): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [to, setTo] = useState('');
  const assign = useMutation({
    mutationFn: () => post('/v1/leads/assign', { leads: [...chosen], to }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['leads'] });
      done();
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    assign.mutate();
  };
  if (chosen.size === 0)
    return assign.isSuccess ? (
      <span className="tag good">{t('queue.assigned', { n: assign.variables === undefined ? '' : '' })}</span>
    ) : null;
  return (
    <form className="row" onSubmit={send}>
      <span className="tag accent">{t('queue.selected', { n: chosen.size })}</span>
      <label className="row" style={{ gap: 4 }}>
        <span className="soft small">{t('queue.assign')}</span>
        <input className="input small" required value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      <button type="submit" className="button small" disabled={assign.isPending}>
        {t('queue.assign.go')}
      </button>
      {assign.isError && <ProblemNote error={assign.error} />}
    </form>
  );
}
