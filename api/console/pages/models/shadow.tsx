import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { get, post } from '../../http/index.ts';
import type { RunAnswer, RunsAnswer } from '../../http/shapes.ts';
import { ListTable, ProblemNote, RoleMark } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';

/** The challenger beside the champion on the same people; nothing is ranked or pushed by it. */
export function Shadow({ models }: { readonly models: readonly string[] }): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [model, setModel] = useState('');
  const shadow = useMutation({
    mutationFn: () => post<RunAnswer>('/v1/models/shadow', { model }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
  // The list of runs asks again while one works, so that what this one found appears by itself.
  const runs = useQuery({
    queryKey: ['runs'],
    queryFn: ({ signal }) => get<RunsAnswer>('/v1/runs', {}, signal),
  });
  const latest = runs.data?.runs.find(({ what }) => what === 'shadow');
  if (!may('model.train')) return null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    shadow.mutate();
  };
  return (
    <section className="sheet" aria-labelledby="shadow">
      <form className="section" onSubmit={send}>
        <h2 id="shadow">{t('models.shadow')}</h2>
        <div className="row">
          <label className="row">
            <span className="soft small">{t('models.shadow.challenger')}</span>
            <select className="input" required value={model} onChange={(event) => setModel(event.target.value)}>
              <option value="">{t('review.code.choose')}</option>
              {models.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <button type="submit" className="button" disabled={shadow.isPending}>
            {t('models.shadow.go')}
          </button>
        </div>
        {shadow.isError && <ProblemNote error={shadow.error} />}
      </form>
      {latest?.state === 'working' && <div className="note">{t('models.started')}</div>}
      {latest?.state === 'failed' && (
        <div className="note stop" role="alert">
          {t('models.shadow.failed', { cause: latest.cause ?? t('unknown') })}
        </div>
      )}
      {latest?.state === 'done' && <Compared run={latest} />}
    </section>
  );
}

function Compared({ run }: { readonly run: RunAnswer }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <p className="section soft small">{run.result}</p>
      <ListTable
        label={t('models.shadow')}
        rows={run.compared ?? []}
        id={({ role }) => role}
        empty={t('none')}
        columns={[
          { name: t('role'), cell: ({ role }) => <RoleMark suspect={role} /> },
          {
            name: t('models.shadow.corr'),
            numeric: true,
            cell: (one) => one.rank_correlation?.toFixed(3) ?? t('none'),
          },
          { name: t('models.shadow.same50'), numeric: true, cell: (one) => one.same_of_first_50 },
          { name: t('models.shadow.same500'), numeric: true, cell: (one) => one.same_of_first_500 },
          {
            name: t('models.shadow.mean'),
            numeric: true,
            cell: (one) => `${one.mean_champion.toFixed(4)} → ${one.mean_challenger.toFixed(4)}`,
          },
        ]}
      />
    </>
  );
}
