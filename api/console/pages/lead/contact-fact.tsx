import type { ReactNode } from 'react';
import type { PathStep } from '../../http/shapes.ts';
import { ContactWords } from '../../parts/index.ts';
import { dateOf, useWords } from '../../words/index.ts';

interface ContactFactProps {
  readonly step: PathStep;
  readonly opened: boolean;
  /** Says with whom; on a way the people stand above and below. */
  readonly named?: boolean;
}

/** How two people met, how often chance gives, when, and the records behind it. */
export function ContactFact({ step, opened, named = false }: ContactFactProps): ReactNode {
  const words = useWords();
  const { t } = words;
  return (
    <div className="stack tight">
      <span>
        <ContactWords {...step} />
        {named && (
          <>
            {' '}
            · <span className="code">{step.to}</span>
          </>
        )}
      </span>
      <span className="soft small">
        {t('lead.period', { first: dateOf(step.first, words), last: dateOf(step.last, words) })} ·{' '}
        {step.records.length === 1 ? t('lead.records.one') : t('lead.records', { n: step.records.length })}
        {opened && <span className="code"> {step.records.join(', ')}</span>}
      </span>
    </div>
  );
}
