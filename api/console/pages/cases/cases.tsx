import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../../http/index.ts';
import type { CaseAnswer } from '../../http/shapes.ts';
import { ActButton, ActForm, ListTable, Queried } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { dateOf, useWords } from '../../words/index.ts';

export function Cases(): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const query = useQuery({
    queryKey: ['cases'],
    queryFn: ({ signal }) => get<{ readonly cases: readonly CaseAnswer[] }>('/v1/cases', {}, signal),
  });
  return (
    <div className="page">
      <h1>{t('cases.title')}</h1>
      <p className="soft">{t('cases.say')}</p>
      <div className="sheet">
        <Queried query={query} what={t('cases.loading')}>
          {({ cases }) => <CaseTable cases={cases} />}
        </Queried>
      </div>
      {may('case.open') && (
        <section className="sheet section" aria-labelledby="open-case">
          <h2 id="open-case">{t('cases.open')}</h2>
          <ActForm
            name="case.open"
            fields={[
              { name: 'id', label: t('cases.open.id') },
              { name: 'purpose', label: t('cases.open.purpose'), type: 'area' },
              { name: 'budget', label: t('cases.open.budget'), type: 'number', first: '200' },
            ]}
            submit={t('cases.open')}
            send={({ id, purpose, budget }) => post<CaseAnswer>('/v1/cases', { id, purpose, budget: Number(budget) })}
            stale={['cases']}
            done={({ id }) => t('cases.opened.done', { id })}
          />
        </section>
      )}
    </div>
  );
}

function CaseTable({ cases }: { readonly cases: readonly CaseAnswer[] }): ReactNode {
  const words = useWords();
  const { t, name } = words;
  const may = useMay();
  return (
    <ListTable
      label={t('cases.title')}
      rows={cases}
      id={({ id }) => id}
      empty={t('cases.empty')}
      columns={[
        { name: t('cases.id'), cell: ({ id }) => <span className="code">{id}</span> },
        { name: t('cases.purpose'), cell: ({ purpose }) => purpose },
        { name: t('unit'), cell: ({ unit }) => unit },
        {
          name: t('state'),
          cell: ({ state }) => (
            <span className={`tag${state === 'open' ? ' good' : ''}`}>{name('cases.state', state)}</span>
          ),
        },
        { name: t('cases.opened'), cell: ({ opened_at: at }) => dateOf(at, words) },
        {
          name: t('cases.budget'),
          numeric: true,
          cell: ({ exposed, budget }) => t('of', { shown: exposed, total: budget }),
        },
        {
          name: '',
          cell: (one) =>
            one.state === 'open' && (
              <div className="row">
                {may('case.budget') && (
                  <ActButton
                    words={t('cases.raise')}
                    consequence={t('cases.raise.say')}
                    why
                    send={(reason) =>
                      post(`/v1/cases/${encodeURIComponent(one.id)}/budget`, { budget: one.budget + 100, reason })
                    }
                    stale={['cases']}
                  />
                )}
                {may('case.close') && (
                  <ActButton
                    words={t('cases.close')}
                    consequence={t('cases.close.say')}
                    send={() => post(`/v1/cases/${encodeURIComponent(one.id)}/close`)}
                    stale={['cases', 'disclosures']}
                  />
                )}
              </div>
            ),
        },
      ]}
    />
  );
}
