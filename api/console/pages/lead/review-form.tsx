import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Confirm, useDraft, useKeys } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import type { ReviewAct } from './acts.ts';
import { codeWords } from './code-words.ts';
import { codeOfDraft, draftOf, emptyDraft } from './draft.ts';
import { OutcomeFields, ViewedField } from './role-field.tsx';
import { StepProblem } from './step-problem.tsx';
import type { OpenLead } from './use-lead.ts';
import { useStep } from './use-step.ts';

interface ReviewFormProps {
  readonly lead: OpenLead;
  readonly acts: readonly ReviewAct[];
  readonly opened: boolean;
}

const shortcuts: Readonly<Record<string, string>> = Object.freeze({ approve: 'a', dismiss: 'd', view: 'v' });

/** One step at a time: which, the coded reason, the words; then the consequence is named and asked for. */
export function ReviewForm({ lead, acts, opened }: ReviewFormProps): ReactNode {
  const words = useWords();
  const { t, name } = words;
  const { view } = lead;
  const [draft, change, clear] = useDraft(draftOf(view.id), emptyDraft);
  const [asking, setAsking] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const chosen = acts.find(({ act }) => act === draft.act);
  const blocked = chosen?.evidence === true && !opened;
  const step = useStep(lead, clear);
  const choose = (act: string): void => {
    if (!acts.some((one) => one.act === act)) return;
    if (draft.act !== act) change({ act, code: '', role: '' });
    requestAnimationFrame(() => fields.current?.querySelector('select')?.focus());
  };
  useKeys({ a: () => choose('approve'), d: () => choose('dismiss'), v: () => choose('view') });
  useEffect(() => {
    if (step.isSuccess || step.isError) setAsking(false);
  }, [step.isSuccess, step.isError]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setAsking(true);
  };
  return (
    <form className="stack" onSubmit={send}>
      <div className="row" role="group" aria-label={t('review.title')}>
        {acts.map(({ act }) => (
          <button
            key={act}
            type="button"
            className="button"
            aria-pressed={draft.act === act}
            aria-keyshortcuts={shortcuts[act]}
            onClick={() => choose(act)}
          >
            {name('act', act)}
          </button>
        ))}
      </div>
      {chosen !== undefined && (
        <div className="stack" ref={fields}>
          {blocked && (
            <div className="note" role="status">
              {t('review.unopened')}
            </div>
          )}
          {chosen.act === 'view' && <ViewedField draft={draft} change={change} />}
          <label className="field">
            <span>{t(chosen.act === 'view' ? 'review.view.likelihood' : 'review.code')}</span>
            <select required value={draft.code} onChange={(event) => change({ code: event.target.value })}>
              <option value="">{t('review.code.choose')}</option>
              {chosen.codes.map((one) => (
                <option key={one} value={one}>
                  {name('code', one)}
                </option>
              ))}
            </select>
          </label>
          {chosen.act === 'outcome' && <OutcomeFields draft={draft} change={change} />}
          <label className="field">
            <span>{t('review.reason')}</span>
            <textarea
              rows={4}
              required
              maxLength={2000}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
            <span className="small soft">{t('review.reason.say')}</span>
          </label>
          <p className="small">{name('consequence', chosen.act)}</p>
          <button type="submit" className="button main" disabled={blocked || step.isPending}>
            {name('act', chosen.act)}
          </button>
        </div>
      )}
      {step.isError && <StepProblem error={step.error} />}
      <Confirm
        open={asking}
        act={name('act', draft.act)}
        disabled={step.isPending}
        confirm={() => step.mutate(draft)}
        close={() => setAsking(false)}
      >
        <p>
          <strong>{codeWords(words, `lead.${draft.act}`, codeOfDraft(draft))}</strong>: {draft.reason}
        </p>
        <p>{name('consequence', draft.act)}</p>
      </Confirm>
    </form>
  );
}
