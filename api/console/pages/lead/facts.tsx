import type { ReactNode } from 'react';
import type { LeadAnswer, PathStep } from '../../http/shapes.ts';
import { ContactWords } from '../../parts/index.ts';
import { dateOf, useWords } from '../../words/index.ts';

interface FactsProps {
  readonly view: LeadAnswer;
  readonly opened: boolean;
  readonly open: () => void;
}

/** The way over records from the person to the established case. Whoever decides has opened the records. */
export function Facts({ view, opened, open }: FactsProps): ReactNode {
  const words = useWords();
  const { t, name } = words;
  const { path, contacts, channels, case_id: caseId, established, established_at: at } = view.evidence;
  const records = path.reduce((sum, step) => sum + step.records.length, 0);
  return (
    <section className="sheet">
      <div className="section">
        <h2>{t('lead.facts')}</h2>
        <p className="soft small">{t('lead.facts.say')}</p>
        <ol className="plain steps">
          <li>
            <span className="code">{view.person}</span> <span className="soft">{t('lead.facts.person')}</span>
          </li>
          {path.map((step) => (
            <li key={`${step.to} ${step.channel}`}>
              <Step step={step} opened={opened} />
            </li>
          ))}
          <li>
            <strong>
              {t('lead.facts.end', { case: caseId, role: name('suspect', established), date: dateOf(at, words) })}
            </strong>
          </li>
        </ol>
        <div className="row">
          {opened ? (
            <span className="tag good">{t('review.opened')}</span>
          ) : (
            <button type="button" className="button" onClick={open}>
              {t('lead.records.open', { n: records })}
            </button>
          )}
        </div>
      </div>
      <div className="section">
        <h3>{t('lead.contacts')}</h3>
        <div className="row">
          {channels.map((one) => (
            <span key={one.channel} className="tag">
              {name('channel', one.channel)}: {t('lead.channels', { contacts: one.contacts, meetings: one.meetings })}
            </span>
          ))}
        </div>
        <ul className="plain stack tight">
          {contacts.map((contact) => (
            <li key={`${contact.to} ${contact.channel}`} className="small">
              <Step step={contact} opened={opened} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Step({ step, opened }: { readonly step: PathStep; readonly opened: boolean }): ReactNode {
  const words = useWords();
  const { t } = words;
  return (
    <div className="stack tight">
      <span>
        <ContactWords {...step} /> · <span className="code">{step.to}</span>
      </span>
      <span className="soft small">
        {t('lead.period', { first: dateOf(step.first, words), last: dateOf(step.last, words) })} ·{' '}
        {step.records.length === 1 ? t('lead.records.one') : t('lead.records', { n: step.records.length })}
        {opened && <span className="code"> {step.records.join(', ')}</span>}
      </span>
    </div>
  );
}
