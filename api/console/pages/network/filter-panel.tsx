import type { ReactNode } from 'react';
import { drawnChannels } from '../../graph/index.ts';
import { useWords } from '../../words/index.ts';
import type { NetworkFilters } from './shown.ts';

interface FilterPanelProps {
  readonly filters: NetworkFilters;
  readonly change: (part: Partial<NetworkFilters>) => void;
}

const instantOf = (text: string): number | undefined =>
  text === '' ? undefined : Date.parse(`${text}T00:00:00+08:00`) / 1000;
const dayOf = (at: number | undefined): string =>
  at === undefined ? '' : new Date((at + 8 * 3600) * 1000).toISOString().slice(0, 10);

/** Filters hide what is there; they ask for nobody new. */
export function FilterPanel({ filters, change }: FilterPanelProps): ReactNode {
  const { t, name } = useWords();
  return (
    <details className="section">
      <summary>{t('network.filters')}</summary>
      <div className="row">
        <label className="field">
          <span>{t('network.expand.channel')}</span>
          <select value={filters.channel} onChange={(event) => change({ channel: event.target.value })}>
            <option value="">{t('network.any')}</option>
            {drawnChannels.map((channel) => (
              <option key={channel} value={channel}>
                {name('channel', channel)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('network.filter.degree')}</span>
          <input
            type="number"
            min={0}
            style={{ width: 80 }}
            value={filters.degree}
            onChange={(event) => change({ degree: event.target.valueAsNumber || 0 })}
          />
        </label>
        <label className="field">
          <span>{t('network.filter.weight')}</span>
          <input
            type="number"
            min={0}
            step={0.5}
            style={{ width: 80 }}
            value={filters.weight}
            onChange={(event) => change({ weight: event.target.valueAsNumber || 0 })}
          />
        </label>
        <label className="field">
          <span>{t('network.filter.after')}</span>
          <input
            type="date"
            value={dayOf(filters.after)}
            onChange={(event) => change({ after: instantOf(event.target.value) })}
          />
        </label>
        <label className="field">
          <span>{t('network.filter.before')}</span>
          <input
            type="date"
            value={dayOf(filters.before)}
            onChange={(event) => change({ before: instantOf(event.target.value) })}
          />
        </label>
        <label className="row small">
          <input
            type="checkbox"
            checked={filters.tested}
            onChange={(event) => change({ tested: event.target.checked })}
          />
          {t('network.filter.tested')}
        </label>
      </div>
    </details>
  );
}
