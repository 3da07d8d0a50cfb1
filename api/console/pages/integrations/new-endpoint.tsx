import type { ReactNode } from 'react';
import { post } from '../../http/index.ts';
import type { SecretsAnswer } from '../../http/shapes.ts';
import { ActForm } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

const audiences = ['reviewers', 'frontline', 'integrators'];

export function NewEndpoint(): ReactNode {
  const { t, name } = useWords();
  return (
    <section className="sheet section" aria-labelledby="new-endpoint">
      <h2 id="new-endpoint">{t('integrations.add')}</h2>
      <ActForm
        name="endpoint.add"
        fields={[
          { name: 'id', label: t('integrations.add.id') },
          { name: 'unit', label: t('unit') },
          {
            name: 'audience',
            label: t('integrations.audience'),
            options: audiences.map((one) => [one, name('audience', one)] as const),
          },
          { name: 'url', label: t('integrations.url') },
        ]}
        submit={t('integrations.add')}
        send={(given) => post<SecretsAnswer>('/v1/endpoints', given)}
        stale={['endpoints']}
        done={({ hmac }) => t('integrations.secret', { secret: hmac })}
      />
    </section>
  );
}
