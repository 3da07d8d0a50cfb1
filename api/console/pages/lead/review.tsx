import type { ReactNode } from 'react';
import { useMay, useSession } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';
import { actsFor } from './acts.ts';
import { KeptWords } from './kept-words.tsx';
import { ReviewForm } from './review-form.tsx';
import type { OpenLead } from './use-lead.ts';

export function Review({ lead, opened }: { readonly lead: OpenLead; readonly opened: boolean }): ReactNode {
  const { t, name } = useWords();
  const { account } = useSession();
  const may = useMay();
  const { view } = lead;
  const acts = actsFor(view, account, may);
  const held = view.locked_by;
  return (
    <section className="sheet section" aria-label={t('review.title')}>
      <h2>{t(acts.some(({ act }) => act === 'view') ? 'review.view.title' : 'review.title')}</h2>
      {view.blind && <div className="note">{t('review.blind')}</div>}
      {held !== null && held !== account && <p className="soft">{t('review.held.other', { account: held })}</p>}
      {acts.length === 0 ? (
        <>
          <p className="soft">{t('review.nothing', { state: name('state', view.state) })}</p>
          {may('lead.next') && view.state === 'proposed' && <p className="soft">{t('review.take')}</p>}
          <KeptWords lead={view.id} />
        </>
      ) : (
        <ReviewForm key={view.blind ? 'blind' : 'open'} lead={lead} acts={acts} opened={opened} />
      )}
    </section>
  );
}
