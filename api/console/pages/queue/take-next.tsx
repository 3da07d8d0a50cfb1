import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../../http/index.ts';
import type { LeadReceipt } from '../../http/shapes.ts';
import { ProblemNote, useKeys } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

/** The next lead of the unit, locked for whoever takes it. */
export function TakeNext(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => post<LeadReceipt | null>('/v1/leads/next'),
    onSuccess: (receipt) => {
      void client.invalidateQueries({ queryKey: ['leads'] });
      if (receipt?.lead !== undefined && receipt.lead !== null)
        void navigate(`/leads/${encodeURIComponent(receipt.lead)}`);
    },
  });
  useKeys({ n: () => take.mutate() });
  const none = take.isSuccess && !take.data?.lead;
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
