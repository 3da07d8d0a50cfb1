import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../../http/index.ts';
import type { AuditAnswer, AuthorityAnswer, VerifyAnswer } from '../../http/shapes.ts';
import { ActButton, ListTable, ProblemNote, Queried, Waiting } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { timeOf, useWords } from '../../words/index.ts';

export function Audit(): ReactNode {
  const { t } = useWords();
  return (
    <div className="page">
      <div className="row ends">
        <h1>{t('audit.title')}</h1>
        <Verify />
      </div>
      <AuthorityNote />
      <p className="soft">{t('audit.say')}</p>
      <Entries />
    </div>
  );
}

function Verify(): ReactNode {
  const { t } = useWords();
  const verify = useMutation({ mutationFn: () => post<VerifyAnswer>('/v1/audit/verify', undefined) });
  return (
    <div className="row">
      {verify.isError && <ProblemNote error={verify.error} />}
      {verify.isSuccess && (
        <div className={`note ${verify.data.faults.length === 0 ? 'good' : 'stop'}`} role="status">
          <strong>
            {verify.data.faults.length === 0 ? t('audit.good', { n: verify.data.entries }) : t('audit.bad')}
          </strong>
          {verify.data.faults.map(({ where, what }) => (
            <div key={`${where} ${what}`}>
              {what} <span className="code">{where}</span>
            </div>
          ))}
        </div>
      )}
      <button type="button" className="button" disabled={verify.isPending} onClick={() => verify.mutate()}>
        {t('audit.verify')}
      </button>
    </div>
  );
}

/** Whether the engine may score at all, and the stop that anybody may press. */
function AuthorityNote(): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const query = useQuery({
    queryKey: ['authority'],
    queryFn: ({ signal }) => get<AuthorityAnswer>('/v1/authority', {}, signal),
  });
  return (
    <Queried query={query} what={t('authority.title')}>
      {({ state, by, reason, resume_by: resumeBy }) => (
        <section className={`note ${state === 'running' ? 'good' : 'stop'}`} aria-label={t('authority.title')}>
          <strong>{state === 'running' ? t('authority.running') : t('authority.by', { account: by, reason })}</strong>
          {resumeBy !== null && <p>{t('authority.resume.by', { account: resumeBy })}</p>}
          <div className="row">
            {state === 'running' && may('authority.stop') && (
              <ActButton
                words={t('authority.stop')}
                consequence={t('authority.stop.say')}
                why
                send={(why) => post('/v1/authority/stop', { reason: why })}
                stale={['authority']}
              />
            )}
            {state === 'stopped' && may('authority.resume') && (
              <ActButton
                words={t('authority.resume')}
                consequence={t('authority.resume.say')}
                why
                send={(why) => post('/v1/authority/resume', { reason: why })}
                stale={['authority']}
              />
            )}
          </div>
        </section>
      )}
    </Queried>
  );
}

function Entries(): ReactNode {
  const words = useWords();
  const { t } = words;
  const query = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) => get<AuditAnswer>('/v1/audit', { top: 100, before: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ entries: page }) => {
      const oldest = page.at(-1)?.seq ?? 0;
      return oldest > 0 ? oldest : null;
    },
  });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  if (query.isPending) return <Waiting what={t('audit.loading')} />;
  return (
    <div className="sheet">
      {query.isError && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      <ListTable
        label={t('audit.title')}
        rows={entries}
        id={({ seq }) => String(seq)}
        empty={t('audit.empty')}
        columns={[
          { name: t('audit.seq'), numeric: true, cell: ({ seq }) => seq },
          { name: t('when'), cell: ({ at }) => <span className="nowrap">{timeOf(at, words)}</span> },
          { name: t('audit.actor'), cell: ({ actor }) => actor },
          { name: t('audit.act'), cell: ({ act }) => <span className="code">{act}</span> },
          { name: t('audit.subject'), cell: ({ subject }) => <span className="code">{subject}</span> },
        ]}
      />
      {query.hasNextPage && (
        <div className="section">
          <button type="button" className="button small" onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </button>
        </div>
      )}
    </div>
  );
}
