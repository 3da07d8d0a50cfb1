import { type ReactNode, useState } from 'react';
import { drawnChannels } from '../../graph/index.ts';
import { ProblemNote, RoleMark } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import type { Picture } from './state.ts';
import type { useNetwork } from './use-network.ts';

interface ChosenPersonProps {
  readonly picture: Picture;
  readonly person: string;
  readonly expand: ReturnType<typeof useNetwork>['expand'];
}

/** Expanding says beforehand how many people it may show. */
export function ChosenPerson({ picture, person, expand }: ChosenPersonProps): ReactNode {
  const { t, name } = useWords();
  const [channel, setChannel] = useState('');
  const [top, setTop] = useState(20);
  const node = picture.nodes.get(person);
  const total = picture.totals.get(person);
  const cursor = picture.cursors.get(person);
  const contacts = [...picture.edges.values()].filter(({ a, b }) => a === person || b === person).length;
  return (
    <div className="section">
      <h2>
        <span className="code">{person}</span>
      </h2>
      {node !== undefined && (
        <div className="row">
          <RoleMark suspect={node.role ?? node.established} />
          {node.score !== null && (
            <span className="soft">
              {t('network.score')} {node.score.toFixed(2)}
            </span>
          )}
          <span className="soft">{node.area_id ?? ''}</span>
        </div>
      )}
      {total !== undefined && <span className="soft small">{t('network.shown', { shown: contacts, total })}</span>}
      <div className="row small">
        <label className="row" style={{ gap: 4 }}>
          <span className="soft">{t('network.expand.channel')}</span>
          <select className="input" value={channel} onChange={(event) => setChannel(event.target.value)}>
            <option value="">{t('network.any')}</option>
            {drawnChannels.map((one) => (
              <option key={one} value={one}>
                {name('channel', one)}
              </option>
            ))}
          </select>
        </label>
        <label className="row" style={{ gap: 4 }}>
          <span className="soft">{t('network.expand.top')}</span>
          <select className="input" value={top} onChange={(event) => setTop(Number(event.target.value))}>
            {[10, 20, 50].map((n) => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button"
          disabled={expand.isPending || cursor === null}
          onClick={() => expand.mutate({ person, channel, top })}
        >
          {cursor === undefined
            ? t('network.expand', { person: person.slice(0, 8) })
            : t('network.expand.more', { n: top })}
        </button>
        <span className="soft">{cursor === null ? t('network.expand.all') : t('network.expand.say', { n: top })}</span>
      </div>
      {expand.isError && <ProblemNote error={expand.error} />}
    </div>
  );
}
