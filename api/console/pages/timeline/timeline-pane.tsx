import { type ReactNode, useState } from 'react';
import { Timeline } from '../../parts/index.ts';
import { useChosenCase, useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';

/** Asked for, not loaded with the lead: a look at somebody's records is charged to the case. */
export function TimelinePane({ person }: { readonly person: string }): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const { chosen } = useChosenCase();
  const [asked, setAsked] = useState(false);
  if (!may('person.timeline') && !may('person.read')) return null;
  return (
    <section className="sheet section">
      <h2>{t('timeline.title')}</h2>
      {chosen === undefined && <p className="soft">{t('timeline.case')}</p>}
      {chosen !== undefined && !asked && (
        <div className="row">
          <button type="button" className="button" onClick={() => setAsked(true)}>
            {t('network.show')}
          </button>
        </div>
      )}
      {chosen !== undefined && asked && <Timeline person={person} caseId={chosen.id} />}
    </section>
  );
}
