import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../../http/index.ts';
import type { GateRow, ModelAnswer } from '../../http/shapes.ts';
import { ActButton, Queried } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';
import { Quality } from './quality.tsx';
import { WrongfulGroups } from './wrongful-groups.tsx';

/** One version: what it is, how good it is, whom it wrongs, and whether it may rank. */
export function ModelPane({ model }: { readonly model: string }): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['models', model],
    queryFn: ({ signal }) => get<ModelAnswer>(`/v1/models/${model}`, {}, signal),
  });
  return (
    <Queried query={query} what={t('models.loading')}>
      {(answer) => (
        <>
          {answer.metrics === null ? (
            <div className="note">{t('models.quality.none')}</div>
          ) : (
            <>
              <Quality metrics={answer.metrics} />
              <WrongfulGroups groups={answer.metrics.wrongful} />
            </>
          )}
          <div className="columns">
            <Gates answer={answer} />
            <section className="sheet section">
              <details>
                <summary>{t('models.card')}</summary>
                <pre className="small" style={{ whiteSpace: 'pre-wrap' }}>
                  {answer.card}
                </pre>
              </details>
            </section>
          </div>
        </>
      )}
    </Queried>
  );
}

function Gates({ answer }: { readonly answer: ModelAnswer }): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const champion = answer.aliases.includes('champion');
  return (
    <section className="sheet section" aria-labelledby="gates">
      <h2 id="gates">{t('models.gates')}</h2>
      {answer.gates.length === 0 && <p className="soft">{t('models.gates.none')}</p>}
      <ul className="plain stack tight">
        {answer.gates.map((gate) => (
          <GateLine key={gate.gate} gate={gate} />
        ))}
      </ul>
      {!champion && may('model.promote') && (
        <div className="row">
          <ActButton
            words={t('models.promote')}
            consequence={t('models.promote.say')}
            why
            send={(reason) => post('/v1/models/promote', { model: answer.model, reason })}
            stale={['models']}
          />
          <ActButton
            words={t('models.approve')}
            consequence={t('models.approve.say')}
            send={() => post('/v1/models/approve', { model: answer.model })}
            stale={['models']}
          />
        </div>
      )}
    </section>
  );
}

function GateLine({ gate }: { readonly gate: GateRow }): ReactNode {
  const { t, name } = useWords();
  return (
    <li className="row" style={{ flexWrap: 'nowrap', alignItems: 'baseline' }}>
      <span className={`tag nowrap ${gate.passed ? 'good' : 'stop'}`}>
        {t(gate.passed ? 'models.gate.passed' : 'models.gate.failed')}
      </span>
      <span className="small">
        <strong>{name('models.condition', gate.gate)}</strong> <span className="soft">{gate.words}</span>
      </span>
    </li>
  );
}
