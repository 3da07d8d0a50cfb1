import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../../http/index.ts';
import type { EndpointAnswer, SecretsAnswer } from '../../http/shapes.ts';
import { ActButton, ListTable, Queried } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';
import { Deliveries } from './deliveries.tsx';
import { NewEndpoint } from './new-endpoint.tsx';
import { Replay } from './replay.tsx';

export function Integrations(): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const query = useQuery({
    queryKey: ['endpoints'],
    queryFn: ({ signal }) => get<{ readonly endpoints: readonly EndpointAnswer[] }>('/v1/endpoints', {}, signal),
  });
  return (
    <div className="page">
      <div className="row ends">
        <h1>{t('integrations.title')}</h1>
        <a className="button" href="/reference" target="_blank" rel="noreferrer">
          {t('integrations.reference')}
        </a>
      </div>
      <section className="sheet" aria-label={t('integrations.endpoints')}>
        <Queried query={query} what={t('integrations.loading')}>
          {({ endpoints }) => <Endpoints endpoints={endpoints} />}
        </Queried>
      </section>
      {may('endpoint.manage') && (
        <div className="columns">
          <NewEndpoint />
          <Replay endpoints={query.data?.endpoints.map(({ id }) => id) ?? []} />
        </div>
      )}
      <Deliveries />
    </div>
  );
}

function Endpoints({ endpoints }: { readonly endpoints: readonly EndpointAnswer[] }): ReactNode {
  const { t, name } = useWords();
  const may = useMay();
  return (
    <ListTable
      label={t('integrations.endpoints')}
      rows={endpoints}
      id={({ id }) => id}
      empty={t('integrations.empty')}
      columns={[
        { name: t('integrations.id'), cell: ({ id }) => <span className="code">{id}</span> },
        { name: t('unit'), cell: ({ unit }) => unit },
        { name: t('integrations.url'), cell: ({ url }) => <span className="code">{url}</span> },
        { name: t('integrations.events'), cell: ({ types }) => <span className="small">{types.join(', ')}</span> },
        {
          name: t('integrations.state'),
          cell: ({ state, reason }) => (
            <span className={`tag ${state === 'live' ? 'good' : 'warn'}`}>
              {state === 'live' ? t('integrations.live') : t('integrations.disabled', { reason: reason ?? '' })}
            </span>
          ),
        },
        {
          name: t('integrations.deliveries'),
          cell: ({ deliveries }) =>
            Object.entries(deliveries)
              .filter(([, n]) => n > 0)
              .map(([state, n]) => `${name('delivery', state)} ${n}`)
              .join(', '),
        },
        { name: '', cell: (endpoint) => may('endpoint.manage') && <EndpointActs endpoint={endpoint} /> },
      ]}
    />
  );
}

function EndpointActs({ endpoint }: { readonly endpoint: EndpointAnswer }): ReactNode {
  const { t } = useWords();
  const path = `/v1/endpoints/${encodeURIComponent(endpoint.id)}`;
  const stale = ['endpoints', 'deliveries'];
  return (
    <div className="row">
      {endpoint.state === 'live' ? (
        <>
          <ActButton
            words={t('integrations.test')}
            send={() => post(`${path}/test`)}
            stale={stale}
            done={() => t('integrations.tested')}
          />
          <ActButton
            words={t('integrations.rotate')}
            consequence={t('integrations.rotate.say')}
            send={() => post<SecretsAnswer>(`${path}/rotate`)}
            stale={stale}
            done={({ hmac }) => t('integrations.secret', { secret: hmac })}
          />
          <ActButton
            words={t('integrations.disable')}
            consequence={t('integrations.disable.say')}
            send={() => post(`${path}/disable`)}
            stale={stale}
          />
        </>
      ) : (
        <ActButton words={t('integrations.enable')} send={() => post(`${path}/enable`)} stale={stale} />
      )}
    </div>
  );
}
