import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../http/index.ts';
import type { DeliveryList } from '../../http/shapes.ts';
import { ListTable, Queried } from '../../parts/index.ts';
import { timeOf, useWords } from '../../words/index.ts';

const tones: Readonly<Record<string, string>> = Object.freeze({ taken: 'good', failed: 'stop', due: 'warn' });

export function Deliveries(): ReactNode {
  const words = useWords();
  const { t, name } = words;
  const query = useQuery({
    queryKey: ['deliveries'],
    queryFn: ({ signal }) => get<DeliveryList>('/v1/deliveries', {}, signal),
  });
  return (
    <section className="sheet" aria-labelledby="deliveries">
      <div className="section">
        <h2 id="deliveries">{t('integrations.deliveries')}</h2>
      </div>
      <Queried query={query} what={t('integrations.deliveries')}>
        {({ deliveries }) => (
          <ListTable
            label={t('integrations.deliveries')}
            rows={deliveries}
            id={({ seq }) => String(seq)}
            empty={t('integrations.deliveries.empty')}
            columns={[
              { name: t('integrations.id'), cell: ({ endpoint }) => <span className="code">{endpoint}</span> },
              { name: t('integrations.event'), cell: ({ type }) => <span className="code">{type}</span> },
              {
                name: t('integrations.state'),
                cell: ({ state }) => <span className={`tag ${tones[state] ?? ''}`}>{name('delivery', state)}</span>,
              },
              { name: t('integrations.attempts'), numeric: true, cell: ({ attempts }) => attempts },
              { name: t('integrations.answer'), numeric: true, cell: ({ status }) => status ?? '' },
              { name: t('when'), cell: ({ at }) => (at === null ? '' : timeOf(at, words)) },
            ]}
          />
        )}
      </Queried>
    </section>
  );
}
