import type { ReactNode } from 'react';
import { Refused } from '../http/index.ts';
import { useWords } from '../words/index.ts';

/** What happened, whether anything was lost, what to do. */
export function ProblemNote({ error, retry }: { readonly error: unknown; readonly retry?: () => void }): ReactNode {
  const { t } = useWords();
  const problem = error instanceof Refused ? error.problem : undefined;
  return (
    <div className="note stop" role="alert">
      <strong>{problem?.detail ?? t('lost.title')}</strong>
      <p>{problem?.advice ?? t('lost.say')}</p>
      {problem?.errors?.map((fault) => (
        <p key={`${fault.in}.${fault.field}`} className="small">
          <span className="code">{fault.field}</span> {fault.message}
        </p>
      ))}
      {problem !== undefined && (
        <p className="small soft code">
          {problem.cause ?? problem.code} · {problem.instance.replace('urn:uuid:', '')}
        </p>
      )}
      {retry !== undefined && (
        <button type="button" className="button small" onClick={retry}>
          {t('again')}
        </button>
      )}
    </div>
  );
}
