import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { LeadAnswer } from '../../http/shapes.ts';
import { BandBar, RoleShape, StateTag } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { dateOf, nowSeconds, spanOf, useWords } from '../../words/index.ts';

/** A chain that somebody has said yes to is looked at from the supplier down. */
const reviewed = ['approved', 'dispatched', 'outcome_recorded'];

/** What it is and what it is not, before anything else. */
export function LeadHead({ view }: { readonly view: LeadAnswer }): ReactNode {
  const words = useWords();
  const { t, name, say } = words;
  const may = useMay();
  const left = view.expires_at - nowSeconds();
  return (
    <section className="sheet section">
      <div className="row ends">
        <h1>
          <RoleShape suspect={view.role} /> {name('suspected', view.role)} <span className="code">{view.person}</span>
        </h1>
        <div className="row">
          <StateTag state={view.state} />
          {may('disclosure.request') && ['approved', 'dispatched'].includes(view.state) && (
            <Link className="button small" to={`/disclosures?lead=${view.id}`}>
              {t('disclosures.request')}
            </Link>
          )}
          <Link
            className="button small"
            to={`/network?person=${view.person}&layout=${reviewed.includes(view.state) ? 'layered' : 'radial'}`}
          >
            {t('lead.network')}
          </Link>
        </div>
      </div>
      <div className="note warn">
        <strong>
          {t('lead.not-evidence')} ·{' '}
          {t('lead.expires', { span: spanOf(left, words), date: dateOf(view.expires_at, words) })}
        </strong>
        <p>{say(view.not_evidence)}</p>
        <p>{say(view.may_be_used_for)}</p>
      </div>
      <div className="row wide">
        <BandBar {...view} />
        <span className="soft small">{t('lead.model', { model: view.model, date: dateOf(view.as_of, words) })}</span>
        <span className="soft small">
          {t('area')}: {view.area ?? t('unknown')} · {t('unit')}: {view.unit ?? t('none')}
        </span>
      </div>
      <p className="soft small">{t('lead.exposed', { n: view.exposed })}</p>
    </section>
  );
}
