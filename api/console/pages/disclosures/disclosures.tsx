import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { get, post } from '../../http/index.ts';
import type { DisclosureAnswer } from '../../http/shapes.ts';
import { ActForm, Empty, Queried } from '../../parts/index.ts';
import { useChosenCase, useMay } from '../../shell/index.ts';
import { nowSeconds, useWords } from '../../words/index.ts';
import { DisclosureTable } from './disclosure-table.tsx';

export function Disclosures(): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const [, tick] = useState(0);
  // The countdown runs on the page; the service seals by its own clock.
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);
  const query = useQuery({
    queryKey: ['disclosures'],
    queryFn: ({ signal }) => get<{ readonly disclosures: readonly DisclosureAnswer[] }>('/v1/disclosures', {}, signal),
    refetchInterval: 30_000,
  });
  return (
    <div className="page">
      <h1>{t('disclosures.title')}</h1>
      <p className="soft">{t('disclosures.say')}</p>
      {may('disclosure.request') && <Request />}
      <div className="sheet">
        <Queried query={query} what={t('disclosures.loading')}>
          {({ disclosures }) => <DisclosureTable disclosures={disclosures} now={nowSeconds()} />}
        </Queried>
      </div>
    </div>
  );
}

function Request(): ReactNode {
  const { t } = useWords();
  const { chosen } = useChosenCase();
  const [search] = useSearchParams();
  const lead = search.get('lead') ?? '';
  if (chosen === undefined) {
    return (
      <section className="sheet">
        <Empty title={t('disclosures.request')} say={t('disclosures.request.case')} />
      </section>
    );
  }
  return (
    <section className="sheet section" aria-labelledby="request-identity">
      <h2 id="request-identity">{t('disclosures.request')}</h2>
      <ActForm
        key={lead}
        name={`disclosure.request.${lead}`}
        fields={[
          { name: 'lead', label: t('disclosures.lead'), first: lead },
          { name: 'purpose', label: t('disclosures.purpose.say'), type: 'area' },
        ]}
        submit={t('disclosures.request')}
        send={({ lead: asked, purpose }) =>
          post<DisclosureAnswer>('/v1/disclosures', { lead: asked, case: chosen.id, purpose })
        }
        stale={['disclosures']}
        done={() => t('disclosures.requested')}
      />
    </section>
  );
}
