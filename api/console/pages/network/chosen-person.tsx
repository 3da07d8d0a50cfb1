import { type ReactNode, useState } from 'react';
import { drawnChannels } from '../../graph/index.ts';
import { ProblemNote, RoleMark } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import { type Picture, pageOf } from './state.ts';
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
  const page = pageOf(picture, person, channel);
  const over = channel === '' ? t('network.any') : name('channel', channel);
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
      <span className="soft small">
        {page === undefined
          ? t('network.shown.none', { channel: over })
          : t('network.shown.over', { shown: page.shown, total: page.total, channel: over })}
      </span>
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
          disabled={expand.isPending || page?.cursor === null}
          onClick={() => expand.mutate({ person, channel, top })}
        >
          {page === undefined
            ? t('network.expand', { person: person.slice(0, 8) })
            : t('network.expand.more', { n: top })}
        </button>
        <span className="soft">
          {page?.cursor === null ? t('network.expand.all') : t('network.expand.say', { n: top })}
        </span>
      </div>
      {expand.isError && <ProblemNote error={expand.error} />}
    </div>
  );
}
