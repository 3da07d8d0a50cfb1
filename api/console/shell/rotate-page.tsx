import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../http/index.ts';
import { ProblemNote } from '../parts/index.ts';
import { useWords } from '../words/index.ts';

/** A password that somebody else chose opens nothing but this. */
export function RotatePage(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const change = useMutation({
    mutationFn: () => call('PUT', '/v1/session/password', { body: { before, after } }),
    onSuccess: () => client.invalidateQueries(),
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <main className="sign-in">
      <header className="stack tight">
        <h1>{t('sign-in.rotate.title')}</h1>
        <p>{t('sign-in.rotate.say')}</p>
      </header>
      <form className="sheet section" onSubmit={send}>
        <label className="field">
          <span>{t('sign-in.before')}</span>
          <input
            type="password"
            autoComplete="current-password"
            required
            value={before}
            onChange={(event) => setBefore(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('sign-in.after')}</span>
          <input
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            value={after}
            onChange={(event) => setAfter(event.target.value)}
          />
        </label>
        {change.isError && <ProblemNote error={change.error} />}
        <button type="submit" className="button main" disabled={change.isPending}>
          {t('sign-in.change')}
        </button>
      </form>
    </main>
  );
}
