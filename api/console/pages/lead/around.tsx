import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Waiting } from '../../parts/index.ts';
import { useChosenCase, useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';

// The drawing is large: it comes when somebody asks for it.
const SmallNetwork = lazy(async () => ({ default: (await import('../network/index.ts')).SmallNetwork }));
const top = 12;

/** Asked for, not loaded with the lead: whoever it shows is charged to the case. */
export function Around({ person }: { readonly person: string }): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const { chosen } = useChosenCase();
  const [asked, setAsked] = useState(false);
  if (!may('person.graph')) return null;
  return (
    <section className="sheet section" aria-labelledby="around">
      <h2 id="around">{t('network.small')}</h2>
      {chosen === undefined ? (
        <p className="soft">{t('network.small.case')}</p>
      ) : asked ? (
        <Suspense fallback={<Waiting what={t('network.loading')} />}>
          <SmallNetwork person={person} caseId={chosen.id} top={top} />
        </Suspense>
      ) : (
        <div className="row">
          <button type="button" className="button" onClick={() => setAsked(true)}>
            {t('network.show')}
          </button>
          <span className="soft small">{t('network.small.say', { n: top, case: chosen.id })}</span>
        </div>
      )}
    </section>
  );
}
