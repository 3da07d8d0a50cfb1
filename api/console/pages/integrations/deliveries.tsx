import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../http/index.ts';
import type { DeliveriesAnswer } from '../../http/shapes.ts';
import { ListTable, Queried } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

const tones: Readonly<Record<string, string>> = Object.freeze({ taken: 'good', failed: 'stop', due: 'warn' });

export function Deliveries(): ReactNode {
  const { t, name } = useWords();
  const query = useQuery({
    queryKey: ['deliveries'],
    queryFn: ({ signal }) => get<DeliveriesAnswer>('/v1/deliveries', {}, signal),
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
            id={({ delivery }) => String(delivery)}
            empty={t('integrations.deliveries.empty')}
            columns={[
              { name: t('integrations.id'), cell: ({ endpoint }) => <span className="code">{endpoint}</span> },
              { name: t('integrations.event'), cell: ({ type }) => <span className="code">{type}</span> },
              {
                name: t('integrations.state'),
                cell: ({ state }) => <span className={`tag ${tones[state] ?? ''}`}>{name('delivery', state)}</span>,
              },
              { name: t('integrations.attempts'), numeric: true, cell: ({ attempts }) => attempts },
              {
                name: t('integrations.answer'),
                numeric: true,
                cell: ({ last_status: status, last_problem: problem }) => status ?? problem ?? '',
              },
              { name: t('integrations.sequence'), numeric: true, cell: ({ sequence }) => sequence },
            ]}
          />
        )}
      </Queried>
    </section>
  );
}
