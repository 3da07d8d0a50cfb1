import type { ReactNode } from 'react';
import { useWords } from '../../words/index.ts';

export interface NewValue {
  readonly column: string;
  readonly value: string;
}

interface NewValuesProps {
  readonly columns: readonly string[];
  readonly values: readonly NewValue[];
  readonly change: (values: readonly NewValue[]) => void;
}

/** Which columns get which values; each column once. */
export function NewValues({ columns, values, change }: NewValuesProps): ReactNode {
  const { t, name } = useWords();
  const put = (at: number, part: Partial<NewValue>): void =>
    change(values.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const free = (column: string): boolean => !values.some((one) => one.column === column);
  return (
    <fieldset className="plain stack tight">
      <legend className="label">{t('records.set')}</legend>
      {values.map(({ column, value }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={i} className="row tied">
          <select
            className="input"
            aria-label={t('records.column')}
            required
            value={column}
            onChange={(event) => put(i, { column: event.target.value })}
          >
            <option value="">{t('records.column')}</option>
            {columns
              .filter((one) => one === column || free(one))
              .map((one) => (
                <option key={one} value={one}>
                  {name('column', one)}
                </option>
              ))}
          </select>
          <input
            className="input grow"
            aria-label={t('records.value')}
            placeholder={t('records.value')}
            maxLength={500}
            value={value}
            autoComplete="off"
            onChange={(event) => put(i, { value: event.target.value })}
          />
          <button
            type="button"
            className="button small plain"
            aria-label={t('records.column.remove')}
            disabled={values.length === 1}
            onClick={() => change(values.filter((_, at) => at !== i))}
          >
            ×
          </button>
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="button small"
          disabled={values.length >= columns.length}
          onClick={() => change([...values, { column: '', value: '' }])}
        >
          {t('records.column.more')}
        </button>
        <span className="small soft">{t('records.set.say')}</span>
      </div>
    </fieldset>
  );
}
