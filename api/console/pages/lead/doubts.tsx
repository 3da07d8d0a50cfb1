import type { ReactNode } from 'react';
import type { LeadAnswer } from '../../http/shapes.ts';
import { useWords } from '../../words/index.ts';

/** Innocent explanations that fit, and what would change the score: read before deciding, not after. */
export function Doubts({ view }: { readonly view: LeadAnswer }): ReactNode {
  const { t, say } = useWords();
  const { innocent, would_change: wouldChange } = view.evidence;
  return (
    <section className="sheet">
      <div className="section">
        <h2>{t('lead.innocent')}</h2>
        <ul className="stack tight">
          {innocent.map((one) => (
            <li key={one.en}>{say(one)}</li>
          ))}
        </ul>
        <p className="soft small">{t('lead.innocent.say')}</p>
      </div>
      {wouldChange.length > 0 && (
        <div className="section">
          <h2>{t('lead.change')}</h2>
          <ul className="stack tight">
            {wouldChange.map((one) => (
              <li key={one.en}>{say(one)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
