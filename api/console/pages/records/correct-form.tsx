import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { post } from '../../http/index.ts';
import type { GoneAnswer } from '../../http/shapes.ts';
import { Confirm, ProblemNote, useDraft } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import { correctable } from './columns.ts';
import { type NewValue, NewValues } from './new-values.tsx';

const empty: Readonly<Record<'table' | 'record' | 'reason' | 'how', string>> = Object.freeze({
  table: '',
  record: '',
  reason: '',
  how: 'correct',
});
const ways = ['correct', 'erase'] as const;
const stale = ['retention', 'leads', 'lead', 'models'];

/** One record gets new values, or goes. New values may be an identity: unlike the rest they are not kept on this machine. */
export function CorrectForm(): ReactNode {
  const { t, name } = useWords();
  const client = useQueryClient();
  const [draft, change, clear] = useDraft('records.correct', empty);
  const [values, setValues] = useState<readonly NewValue[]>([{ column: '', value: '' }]);
  const [asking, setAsking] = useState(false);
  const { table, record, reason, how } = draft;
  const erases = how === 'erase';
  const act = useMutation({
    mutationFn: () => {
      const set = Object.fromEntries(values.map(({ column, value }) => [column, value]));
      return post<GoneAnswer>('/v1/corrections', { table, record, reason, ...(erases ? {} : { set }) });
    },
    onSuccess: () => {
      clear();
      setValues([{ column: '', value: '' }]);
      for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
    },
    onSettled: () => setAsking(false),
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setAsking(true);
  };
  const words = name('records.how', how);
  return (
    <form className="stack" onSubmit={send}>
      <div className="row" role="radiogroup" aria-label={t('records.correct')}>
        {ways.map((way) => (
          <label key={way} className="row" style={{ gap: 4 }}>
            <input type="radio" name="how" checked={how === way} onChange={() => change({ how: way })} />
            {name('records.how', way)}
          </label>
        ))}
      </div>
      <div className="row">
        <label className="field">
          <span>{t('records.table')}</span>
          <select
            required
            value={table}
            onChange={(event) => {
              change({ table: event.target.value });
              setValues([{ column: '', value: '' }]);
            }}
          >
            <option value="">{t('review.code.choose')}</option>
            {Object.keys(correctable).map((one) => (
              <option key={one} value={one}>
                {name('source', one)}
              </option>
            ))}
          </select>
        </label>
        <label className="field grow">
          <span>{t('records.id')}</span>
          <input required value={record} onChange={(event) => change({ record: event.target.value.trim() })} />
        </label>
      </div>
      {!erases && table !== '' && <NewValues columns={correctable[table] ?? []} values={values} change={setValues} />}
      <label className="field">
        <span>{t('records.why')}</span>
        <textarea
          rows={3}
          required
          maxLength={2000}
          value={reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </label>
      {act.isError && <ProblemNote error={act.error} />}
      {act.isPending && <p role="status">{t('records.working')}</p>}
      {act.isSuccess && (
        <div className="note good" role="status">
          {t('records.corrected', { leads: act.data.leads.length })}
        </div>
      )}
      <div className="row">
        <button type="submit" className="button main" disabled={act.isPending}>
          {words}
        </button>
      </div>
      <Confirm
        open={asking}
        act={words}
        disabled={act.isPending}
        confirm={() => act.mutate()}
        close={() => setAsking(false)}
      >
        <p>{name('records.consequence', how)}</p>
      </Confirm>
    </form>
  );
}
