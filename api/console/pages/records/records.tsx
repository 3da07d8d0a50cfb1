import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../../http/index.ts';
import type { GoneAnswer } from '../../http/shapes.ts';
import { ActButton, ListTable, Queried } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { dateOf, useWords } from '../../words/index.ts';
import { CorrectForm } from './correct-form.tsx';

export function Records(): ReactNode {
  const { t } = useWords();
  const may = useMay();
  return (
    <div className="page">
      <h1>{t('records.title')}</h1>
      {may('retention.preview') && <Retention />}
      {may('records.correct') && (
        <section className="sheet section" aria-labelledby="correct">
          <h2 id="correct">{t('records.correct')}</h2>
          <p className="soft">{t('records.correct.say')}</p>
          <CorrectForm />
        </section>
      )}
    </div>
  );
}

function Retention(): ReactNode {
  const words = useWords();
  const { t } = words;
  const may = useMay();
  const query = useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => get<GoneAnswer>('/v1/retention', {}, signal),
  });
  return (
    <section className="sheet" aria-labelledby="retention">
      <div className="section">
        <h2 id="retention">{t('records.retention')}</h2>
      </div>
      <Queried query={query} what={t('records.retention.loading')}>
        {({ tables: going, leads, models }) => (
          <>
            <ListTable
              label={t('records.retention')}
              rows={going.filter(({ rows }) => rows > 0)}
              id={({ table }) => table}
              empty={t('records.retention.none')}
              columns={[
                { name: t('records.table'), cell: ({ table }) => table },
                { name: t('records.rows'), numeric: true, cell: ({ rows }) => rows },
                {
                  name: t('network.filter.before'),
                  cell: ({ before }) => (before === null ? '' : dateOf(before, words)),
                },
              ]}
            />
            {going.some(({ rows }) => rows > 0) && (
              <div className="section">
                <p>{t('records.leads', { n: leads.length })}</p>
                <p>{t('records.models', { n: models.length })}</p>
                {may('retention.purge') && (
                  <ActButton
                    words={t('records.purge')}
                    consequence={t('records.purge.say')}
                    send={() => post('/v1/retention/purge')}
                    stale={['retention', 'leads', 'lead', 'models']}
                    done={() => t('records.purged')}
                  />
                )}
              </div>
            )}
          </>
        )}
      </Queried>
    </section>
  );
}
