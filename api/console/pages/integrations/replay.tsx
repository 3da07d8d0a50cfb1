import type { ReactNode } from 'react';
import { post } from '../../http/index.ts';
import { ActForm } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

export function Replay({ endpoints }: { readonly endpoints: readonly string[] }): ReactNode {
  const { t } = useWords();
  return (
    <section className="sheet section" aria-labelledby="replay">
      <h2 id="replay">{t('integrations.replay')}</h2>
      <ActForm
        name="endpoint.replay"
        fields={[
          { name: 'id', label: t('integrations.id'), options: endpoints.map((id) => [id, id] as const) },
          { name: 'from', label: t('integrations.replay.from'), type: 'number' },
          { name: 'to', label: t('integrations.replay.to'), type: 'number' },
        ]}
        submit={t('integrations.replay')}
        send={({ id = '', from, to }) =>
          post<{ readonly deliveries: number }>(`/v1/endpoints/${encodeURIComponent(id)}/replay`, {
            from: Number(from),
            to: Number(to),
          })
        }
        stale={['endpoints', 'deliveries']}
        done={({ deliveries }) => t('integrations.replayed', { n: deliveries })}
      />
    </section>
  );
}
