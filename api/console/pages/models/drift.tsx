import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../http/index.ts';
import type { DriftAnswer } from '../../http/shapes.ts';
import { ListTable, Queried } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

const shownMost = 15;

export function Drift(): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['models', 'drift'],
    queryFn: ({ signal }) => get<DriftAnswer>('/v1/models/drift', {}, signal),
  });
  return (
    <section className="sheet" aria-labelledby="drift">
      <div className="section">
        <h2 id="drift">{t('models.drift')}</h2>
      </div>
      <Queried query={query} what={t('models.drift')}>
        {({ features }) => (
          <ListTable
            label={t('models.drift')}
            rows={features.slice(0, shownMost)}
            id={({ name }) => name}
            empty={t('models.drift.none')}
            columns={[
              { name: t('models.drift.feature'), cell: ({ name }) => <span className="code">{name}</span> },
              { name: t('models.drift.psi'), numeric: true, cell: ({ psi }) => psi.toFixed(3) },
              {
                name: '',
                cell: ({ usual, moved }) => (
                  <>
                    {moved && <span className="tag warn">{t('models.drift.moved')}</span>}{' '}
                    {usual !== null && (
                      <span className="soft">{t('models.drift.usual', { usual: usual.toFixed(3) })}</span>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Queried>
    </section>
  );
}
