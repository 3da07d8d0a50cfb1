import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../../http/index.ts';
import type { RunAnswer, RunsAnswer } from '../../http/shapes.ts';
import { ActButton, ListTable, Queried } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { timeOf, useWords } from '../../words/index.ts';

/** Runs and trainings, with how far they are; the event stream makes them current. */
export function Runs(): ReactNode {
  const words = useWords();
  const { t } = words;
  const may = useMay();
  const query = useQuery({
    queryKey: ['runs'],
    queryFn: ({ signal }) => get<RunsAnswer>('/v1/runs', {}, signal),
    refetchInterval: ({ state }) => (state.data?.runs.some(running) === true ? 2000 : false),
  });
  return (
    <section className="sheet" aria-labelledby="runs">
      <div className="section">
        <div className="row ends">
          <h2 id="runs">{t('runs.title')}</h2>
          {may('records.combine') && (
            <ActButton
              words={t('runs.start')}
              send={() => post('/v1/runs')}
              stale={['runs']}
              done={() => t('models.started')}
            />
          )}
        </div>
      </div>
      <Queried query={query} what={t('runs.loading')}>
        {({ runs }) => (
          <ListTable
            label={t('runs.title')}
            rows={runs}
            id={({ id }) => id}
            empty={t('runs.empty')}
            columns={[
              { name: t('when'), cell: ({ started_at: at }) => timeOf(at, words) },
              {
                name: t('runs.id'),
                cell: ({ id, what }) => <span className="code">{`${what} ${id.slice(0, 12)}`}</span>,
              },
              { name: t('runs.state'), cell: ({ state }) => state },
              { name: t('runs.progress'), cell: (run) => <Progress run={run} /> },
            ]}
          />
        )}
      </Queried>
    </section>
  );
}

const running = ({ state }: RunAnswer): boolean => state === 'working';

function Progress({ run }: { readonly run: RunAnswer }): ReactNode {
  if (!running(run)) return <span className="small">{run.result ?? run.cause ?? ''}</span>;
  return (
    <span className="row">
      {run.done !== null && run.of !== null && (
        <progress value={run.done} max={run.of} aria-label={run.step ?? run.what} />
      )}
      <span className="small">{run.step ?? ''}</span>
    </span>
  );
}
