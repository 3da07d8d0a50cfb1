import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/index.ts';
import { Confirm } from './confirm.tsx';
import { ProblemNote } from './problem-note.tsx';

interface ActButtonProps<T> {
  readonly words: string;
  readonly send: (reason: string) => Promise<T>;
  readonly stale: readonly string[];
  readonly consequence?: string;
  /** Asks for a sentence that says why. */
  readonly why?: boolean;
  readonly done?: (answer: T) => ReactNode;
}

/** One act at a press; where it cannot be undone its consequence is named first. */
export function ActButton<T>({ words, send, stale, consequence, why = false, done }: ActButtonProps<T>): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: () => send(reason),
    onSuccess: () => {
      for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
      setReason('');
      setAsking(false);
    },
  });
  const asks = consequence !== undefined || why;
  return (
    <>
      <button
        type="button"
        className="button small"
        disabled={act.isPending}
        onClick={() => (asks ? setAsking(true) : act.mutate())}
      >
        {words}
      </button>
      {act.isSuccess && done !== undefined && (
        <span className="small" role="status">
          {done(act.data)}
        </span>
      )}
      {act.isError && !asking && <ProblemNote error={act.error} />}
      {asks && (
        <Confirm
          open={asking}
          act={words}
          disabled={act.isPending || (why && reason.trim() === '')}
          confirm={() => act.mutate()}
          close={() => setAsking(false)}
        >
          {consequence !== undefined && <p>{consequence}</p>}
          {why && (
            <label className="field">
              <span>{t('review.reason')}</span>
              <textarea rows={3} required value={reason} onChange={(event) => setReason(event.target.value)} />
            </label>
          )}
          {act.isError && <ProblemNote error={act.error} />}
        </Confirm>
      )}
    </>
  );
}
