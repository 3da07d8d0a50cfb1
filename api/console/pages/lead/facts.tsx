import type { ReactNode } from 'react';
import type { LeadAnswer } from '../../http/shapes.ts';
import { dateOf, useWords } from '../../words/index.ts';
import { ContactFact } from './contact-fact.tsx';
import { PersonMark } from './person-mark.tsx';

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
        <ol className="plain way">
          <li className="stop">
            <PersonMark person={view.person} suspect={view.role} />
            <span className="soft">{t('lead.facts.person')}</span>
          </li>
          {path.flatMap((step, i) => [
            <li key={`${step.to} ${step.channel}`} className="link">
              <ContactFact step={step} opened={opened} />
            </li>,
            <li key={step.to} className="stop">
              {i < path.length - 1 ? (
                <>
                  <PersonMark person={step.to} suspect={null} />
                  <span className="soft">{t('lead.facts.between')}</span>
                </>
              ) : (
                <>
                  <PersonMark person={step.to} suspect={established} established />
                  <strong>
                    {t('lead.facts.end', { case: caseId, role: name('suspect', established), date: dateOf(at, words) })}
                  </strong>
                </>
              )}
            </li>,
          ])}
        </ol>
        <div className="row">
          {opened ? (
            <span className="tag good">{t('review.opened')}</span>
          ) : (
            <button type="button" className="button" aria-keyshortcuts="o" onClick={open}>
              {t('lead.records.open', { n: records })} <kbd>O</kbd>
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
              <ContactFact step={contact} opened={opened} named />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
