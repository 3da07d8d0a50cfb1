import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { call, codeOf, statusOf } from '../../http/index.ts';
import type { Receipt } from '../../http/shapes.ts';
import { Ask, ProblemNote, useDraft, useKeys } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import type { ReviewAct } from './acts.ts';
import type { OpenLead } from './use-lead.ts';

interface ReviewFormProps {
  readonly lead: OpenLead;
  readonly acts: readonly ReviewAct[];
  readonly opened: boolean;
}

const empty = { act: '', code: '', reason: '', role: '', established: '' };
const outcomeRoles = ['user', 'retailer', 'supplier', 'cleared'];

/** One step at a time: which, the coded reason, the words; then the consequence is named and asked for. */
export function ReviewForm({ lead, acts, opened }: ReviewFormProps): ReactNode {
  const { t, name } = useWords();
  const { view } = lead;
  const [draft, change, clear] = useDraft(`review.${view.id}`, empty);
  const [asking, setAsking] = useState(false);
  const reason = useRef<HTMLTextAreaElement>(null);
  const code = useRef<HTMLSelectElement>(null);
  const chosen = acts.find(({ act }) => act === draft.act);
  const blocked = chosen?.evidence === true && !opened;
  const step = useStep(lead, clear);
  const choose = (act: string): void => {
    if (!acts.some((one) => one.act === act)) return;
    if (draft.act !== act) change({ act, code: '' });
    requestAnimationFrame(() => code.current?.focus());
  };
  useKeys({ a: () => choose('approve'), d: () => choose('dismiss') });
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
            aria-keyshortcuts={act === 'approve' ? 'a' : act === 'dismiss' ? 'd' : undefined}
            onClick={() => choose(act)}
          >
            {name('act', act)}
          </button>
        ))}
      </div>
      {chosen !== undefined && (
        <>
          {blocked && (
            <div className="note" role="status">
              {t('review.unopened')}
            </div>
          )}
          <label className="field">
            <span>{t('review.code')}</span>
            <select ref={code} required value={draft.code} onChange={(event) => change({ code: event.target.value })}>
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
              ref={reason}
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
        </>
      )}
      {step.isError && <StepProblem error={step.error} />}
      <Ask open={asking} title={t('review.confirm', { act: name('act', draft.act) })} close={() => setAsking(false)}>
        <p>
          <strong>{name('code', draft.code)}</strong>: {draft.reason}
        </p>
        <p>{name('consequence', draft.act)}</p>
        <div className="row">
          <button type="button" className="button main" disabled={step.isPending} onClick={() => step.mutate(draft)}>
            {name('act', draft.act)}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
        </div>
      </Ask>
    </form>
  );
}

interface OutcomeFieldsProps {
  readonly draft: typeof empty;
  readonly change: (part: Partial<typeof empty>) => void;
}

/** An outcome is an established fact: as what, and since when. */
function OutcomeFields({ draft, change }: OutcomeFieldsProps): ReactNode {
  const { t, name } = useWords();
  return (
    <>
      <label className="field">
        <span>{t('review.outcome.role')}</span>
        <select required value={draft.role} onChange={(event) => change({ role: event.target.value })}>
          <option value="">{t('review.code.choose')}</option>
          {outcomeRoles.map((role) => (
            <option key={role} value={role}>
              {name('suspect', role)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('review.outcome.at')}</span>
        <input
          type="date"
          required
          value={draft.established}
          onChange={(event) => change({ established: event.target.value })}
        />
      </label>
    </>
  );
}

const dayStart = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) / 1000;

function useStep({ view, etag }: OpenLead, clear: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ act, code, reason, role, established }: typeof empty) =>
      (
        await call<Receipt>('POST', `/v1/leads/${encodeURIComponent(view.id)}/${act}`, {
          body: act === 'outcome' ? { code, reason, role, established_at: dayStart(established) } : { code, reason },
          ifMatch: etag,
        })
      ).body,
    onSuccess: () => {
      clear();
      for (const name of ['lead', 'leads', 'wrongful']) void client.invalidateQueries({ queryKey: [name] });
    },
    onError: (error) => {
      // Somebody was quicker: show what they did, keep what was typed.
      if (statusOf(error) === 409 || statusOf(error) === 412) void client.invalidateQueries({ queryKey: ['lead'] });
    },
  });
}

function StepProblem({ error }: { readonly error: unknown }): ReactNode {
  const { t } = useWords();
  const conflict =
    statusOf(error) === 412 || ['wrong_state', 'lock_of_another', 'lead_changed'].includes(codeOf(error) ?? '');
  if (!conflict) return <ProblemNote error={error} />;
  return (
    <div className="note stop" role="alert">
      <strong>{t('review.conflict')}</strong>
      <p>{t('review.conflict.say')}</p>
    </div>
  );
}
