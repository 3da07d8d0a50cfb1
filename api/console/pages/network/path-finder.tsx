import { type FormEvent, type ReactNode, useState } from 'react';
import { ProblemNote } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import type { useNetwork } from './use-network.ts';

interface PathFinderProps {
  readonly from: string | undefined;
  readonly paths: ReturnType<typeof useNetwork>['paths'];
}

export function PathFinder({ from, paths }: PathFinderProps): ReactNode {
  const { t } = useWords();
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [timed, setTimed] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    paths.mutate({ from: start || (from ?? ''), to: end, timed });
  };
  return (
    <details className="section">
      <summary>{t('network.paths')}</summary>
      <form className="row small" onSubmit={send}>
        <label className="field">
          <span>{t('network.paths.from')}</span>
          <input
            className="code"
            placeholder={from}
            value={start}
            onChange={(event) => setStart(event.target.value.trim())}
          />
        </label>
        <label className="field">
          <span>{t('network.paths.to')}</span>
          <input className="code" required value={end} onChange={(event) => setEnd(event.target.value.trim())} />
        </label>
        <label className="row">
          <input type="checkbox" checked={timed} onChange={(event) => setTimed(event.target.checked)} />
          {t('network.paths.timed')}
        </label>
        <button type="submit" className="button" disabled={paths.isPending}>
          {t('network.paths.find')}
        </button>
      </form>
      {paths.isError && <ProblemNote error={paths.error} />}
      {paths.isSuccess && (
        <p className="soft small" role="status">
          {paths.data.paths.length === 0
            ? t('network.paths.none')
            : t('network.paths.found', { n: paths.data.paths.length })}
        </p>
      )}
    </details>
  );
}
