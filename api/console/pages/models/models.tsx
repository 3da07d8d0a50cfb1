import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, post } from '../../http/index.ts';
import type { ModelsAnswer } from '../../http/shapes.ts';
import { ActButton, Empty, Queried } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';
import { Drift } from './drift.tsx';
import { ModelPane } from './model-pane.tsx';
import { Runs } from './runs.tsx';
import { Shadow } from './shadow.tsx';

const askAgainMs = 15_000;

export function Models(): ReactNode {
  const { t, name } = useWords();
  const may = useMay();
  const [chosen, setChosen] = useState<string>();
  const query = useQuery({
    queryKey: ['models'],
    queryFn: ({ signal }) => get<ModelsAnswer>('/v1/models', {}, signal),
    // Whoever has no right to the event stream asks now and then whether somebody else has moved the champion.
    refetchInterval: may('event.read') ? false : askAgainMs,
  });
  return (
    <div className="page">
      <div className="row ends">
        <h1>{t('models.title')}</h1>
        <div className="row">
          {may('model.train') && (
            <ActButton
              words={t('models.train')}
              consequence={t('models.train.say')}
              send={() => post('/v1/models/train')}
              stale={['runs', 'models']}
              done={() => t('models.started')}
            />
          )}
          {may('model.promote') && (
            <ActButton
              words={t('models.rollback')}
              consequence={t('models.rollback.say')}
              why
              send={(reason) => post('/v1/models/rollback', { reason })}
              stale={['models']}
            />
          )}
        </div>
      </div>
      <Queried query={query} what={t('models.loading')}>
        {({ models }) => {
          const champion = models.find(({ aliases }) => aliases.includes('champion')) ?? models[0];
          const shown = chosen ?? champion?.model;
          return (
            <>
              <div className="sheet section">
                <div className="row" role="group" aria-label={t('models.version')}>
                  {models.map(({ model, aliases }) => (
                    <button
                      key={model}
                      type="button"
                      className="button"
                      aria-pressed={model === shown}
                      onClick={() => setChosen(model)}
                    >
                      <span className="code">{model}</span>
                      {aliases.map((alias) => (
                        <span key={alias} className="tag accent">
                          {name('models.alias', alias)}
                        </span>
                      ))}
                    </button>
                  ))}
                </div>
              </div>
              {shown === undefined ? <Empty title={t('models.empty')} /> : <ModelPane key={shown} model={shown} />}
              <Shadow models={models.map(({ model }) => model)} />
            </>
          );
        }}
      </Queried>
      <div className="columns">
        <Drift />
        <Runs />
      </div>
    </div>
  );
}
