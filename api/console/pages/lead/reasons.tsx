import type { ReactNode } from 'react';
import { SignedBar } from '../../charts/index.ts';
import type { LeadAnswer, WeighedReason } from '../../http/shapes.ts';
import { useWords } from '../../words/index.ts';

/** For and against on one scale, so that nobody has to add in the head. */
export function Reasons({ view }: { readonly view: LeadAnswer }): ReactNode {
  const { t } = useWords();
  const { reasons_for: reasonsFor, reasons_against: reasonsAgainst } = view.evidence;
  const most = Math.max(0, ...[...reasonsFor, ...reasonsAgainst].map(({ weight }) => Math.abs(weight)));
  if (view.blind) {
    return (
      <section className="sheet section">
        <h2>{t('lead.for')}</h2>
        <div className="note">{t('lead.blind.reasons')}</div>
      </section>
    );
  }
  return (
    <section className="sheet">
      <div className="section">
        <h2>{t('lead.for')}</h2>
        <Bars reasons={reasonsFor} most={most} />
      </div>
      <div className="section">
        <h2>{t('lead.against')}</h2>
        {reasonsAgainst.length === 0 ? (
          <p className="soft">{t('lead.against.none')}</p>
        ) : (
          <Bars reasons={reasonsAgainst} most={most} />
        )}
        <p className="soft small">{t('lead.weight.say')}</p>
      </div>
    </section>
  );
}

function Bars({ reasons, most }: { readonly reasons: readonly WeighedReason[]; readonly most: number }): ReactNode {
  const { say } = useWords();
  return (
    <div className="signed">
      {reasons.map((reason) => (
        <div key={reason.feature} style={{ display: 'contents' }}>
          <span>{say(reason)}</span>
          <SignedBar value={reason.weight} most={most} words={`${signed(reason.weight)}: ${say(reason)}`} />
          <span className="number small">{signed(reason.weight)}</span>
        </div>
      ))}
    </div>
  );
}

const signed = (weight: number): string => `${weight >= 0 ? '+' : '−'}${Math.abs(weight).toFixed(3)}`;
