import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../../http/index.ts';
import { ProblemNote, useKeys } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

/** The next lead of the unit, locked for whoever takes it. */
export function TakeNext(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => post<{ readonly lead: string | null }>('/v1/leads/next', undefined),
    onSuccess: ({ lead }) => {
      void client.invalidateQueries({ queryKey: ['leads'] });
      if (lead !== null) void navigate(`/leads/${encodeURIComponent(lead)}`);
    },
  });
  useKeys({ n: () => take.mutate() });
  const none = take.isSuccess && take.data.lead === null;
  return (
    <>
      {take.isError && <ProblemNote error={take.error} />}
      <span className="soft small">{none ? t('queue.next.none') : t('queue.next.lock')}</span>
      <button
        type="button"
        className="button main"
        aria-keyshortcuts="n"
        disabled={take.isPending}
        onClick={() => take.mutate()}
      >
        {t('queue.next')} <kbd>N</kbd>
      </button>
    </>
  );
}
