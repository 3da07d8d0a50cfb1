import type { ReactNode } from 'react';
import type { LeadAnswer } from '../../http/shapes.ts';
import { timeOf, useWords } from '../../words/index.ts';
import { codeWords } from './code-words.ts';

export function Decisions({ view }: { readonly view: LeadAnswer }): ReactNode {
  const words = useWords();
  const { t, name } = words;
  return (
    <section className="sheet section">
      <h2>{t('lead.decisions')}</h2>
      {view.steps.length === 0 && <p className="soft">{t('lead.decisions.none')}</p>}
      <ol className="plain stack tight small">
        {view.steps.map((step) => (
          <li key={`${step.at} ${step.act} ${step.by}`}>
            <span className="soft">{timeOf(step.at, words)}</span> <strong>{name('step', step.act)}</strong> · {step.by}
            {step.code !== '' && <> · {codeWords(words, step.act, step.code)}</>}
            {step.reason !== '' && <div>{step.reason}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}
