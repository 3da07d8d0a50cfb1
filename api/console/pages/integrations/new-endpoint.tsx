import type { ReactNode } from 'react';
import { post } from '../../http/index.ts';
import { ActForm } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

export function NewEndpoint(): ReactNode {
  const { t } = useWords();
  return (
    <section className="sheet section" aria-labelledby="new-endpoint">
      <h2 id="new-endpoint">{t('integrations.add')}</h2>
      <ActForm
        name="endpoint.add"
        fields={[
          { name: 'id', label: t('integrations.add.id') },
          { name: 'unit', label: t('unit') },
          { name: 'url', label: t('integrations.url') },
        ]}
        submit={t('integrations.add')}
        send={(given) => post<{ readonly secret: string }>('/v1/endpoints', given)}
        stale={['endpoints']}
        done={({ secret }) => t('integrations.secret', { secret })}
      />
    </section>
  );
}
