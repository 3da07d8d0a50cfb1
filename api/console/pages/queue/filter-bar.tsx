import type { ReactNode } from 'react';
import { type Key, useWords } from '../../words/index.ts';
import type { FilterName, Filters } from './filters.ts';

interface FilterBarProps {
  readonly filters: Filters;
  readonly areas: readonly string[];
  readonly change: (part: Filters) => void;
}

const roles = ['user', 'retailer', 'supplier'];
const states = [
  'proposed',
  'in_review',
  'needs_information',
  'approved',
  'dismissed',
  'dispatched',
  'outcome_recorded',
];
const bands = ['strong', 'moderate', 'weak'];
/** Days since a lead was proposed. */
const ages = [2, 7, 14];
const sorts = ['priority', 'age', 'expiry'];

export function FilterBar({ filters, areas, change }: FilterBarProps): ReactNode {
  const { t, name } = useWords();
  const select = (
    field: FilterName,
    words: Key,
    options: readonly (readonly [string, string])[],
    any = true,
  ): ReactNode => (
    <label className="row" style={{ gap: 4 }}>
      <span className="soft small">{t(words)}</span>
      <select
        className="input small"
        value={filters[field] ?? (any ? '' : options[0]?.[0])}
        onChange={(event) => change({ [field]: event.target.value })}
      >
        {any && <option value="">{t('queue.all')}</option>}
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const named = (prefix: string, values: readonly string[]) =>
    values.map((value) => [value, name(prefix, value)] as const);
  return (
    <search aria-label={t('queue.filters')} className="row wide">
      {select('role', 'queue.role', named('suspect', roles))}
      {select('state', 'queue.state', named('state', states))}
      {select('band', 'queue.band', named('band', bands))}
      {select(
        'area',
        'queue.area',
        areas.map((area) => [area, area] as const),
      )}
      {select(
        'older_than_days',
        'queue.age',
        ages.map((days) => [String(days), t('queue.age.least', { days })] as const),
      )}
      {select('sort', 'queue.sort', named('queue.sort', sorts), false)}
      <button
        type="button"
        className="button small"
        aria-pressed={filters.mine === 'true'}
        onClick={() => change({ mine: filters.mine === 'true' ? '' : 'true' })}
      >
        {t('queue.mine')}
      </button>
      {Object.keys(filters).length > 0 && (
        <button
          type="button"
          className="button small plain"
          onClick={() => change(Object.fromEntries(Object.keys(filters).map((field) => [field, ''])))}
        >
          {t('queue.clear')}
        </button>
      )}
    </search>
  );
}
