import type { ReactNode } from 'react';
import { channelStyle } from '../../graph/index.ts';
import { RoleShape } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

/** Always there: a picture without its legend can be misread by a tired person. */
export function Legend({ channels }: { readonly channels: readonly string[] }): ReactNode {
  const { t, name } = useWords();
  return (
    <div className="legend" role="note" aria-label={t('legend.title')}>
      <div className="row" style={{ gap: '2px 10px' }}>
        {(['supplier', 'retailer', 'user', null] as const).map((role) => (
          <span key={role ?? 'other'} className="nowrap">
            <RoleShape suspect={role} /> {name('suspect', role ?? 'other')}
          </span>
        ))}
        <span className="nowrap">
          <RoleShape suspect={null} established /> {t('legend.ring')}
        </span>
      </div>
      <div className="row" style={{ gap: '2px 10px' }}>
        {[...channels, null].map((channel) => (
          <span key={channel ?? 'several'} className="nowrap">
            <Line channel={channel} /> {channel === null ? t('legend.several') : name('channel', channel)}
          </span>
        ))}
      </div>
      <span className="soft">
        {t('legend.size')} · {t('legend.width')} · {t('legend.solid')}
      </span>
    </div>
  );
}

function Line({ channel }: { readonly channel: string | null }): ReactNode {
  const { colour, period, on } = channelStyle(channel);
  return (
    <svg width={28} height={8} aria-hidden="true">
      <line
        x1={0}
        x2={28}
        y1={4}
        y2={4}
        strokeWidth={2.5}
        stroke={`var(--channel-${colour})`}
        strokeDasharray={period === 0 ? undefined : `${on} ${period - on}`}
      />
    </svg>
  );
}
