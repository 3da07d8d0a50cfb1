import { type FormEvent, type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../../words/index.ts';

interface View {
  readonly name: string;
  readonly search: string;
}

const kept = 'excavator.views';

function readViews(): readonly View[] {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '[]') as View[];
  } catch {
    return [];
  }
}

/** Views of the queue that somebody wants to come back to; they stay on this machine. */
export function SavedViews({ show }: { readonly show: (search: string) => void }): ReactNode {
  const { t } = useWords();
  const [search] = useSearchParams();
  const [views, setViews] = useState(readViews);
  const [name, setName] = useState('');
  const keep = (next: readonly View[]): void => {
    localStorage.setItem(kept, JSON.stringify(next));
    setViews(next);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    keep([...views.filter((view) => view.name !== name), { name, search: search.toString() }]);
    setName('');
  };
  return (
    <details className="small">
      <summary>{t('queue.views')}</summary>
      <div className="row" style={{ paddingTop: 4 }}>
        {views.map((view) => (
          <span key={view.name} className="row" style={{ gap: 0 }}>
            <button type="button" className="button small" onClick={() => show(view.search)}>
              {view.name}
            </button>
            <button
              type="button"
              className="button small plain"
              aria-label={t('queue.view.remove', { name: view.name })}
              onClick={() => keep(views.filter((one) => one.name !== view.name))}
            >
              ×
            </button>
          </span>
        ))}
        <form className="row" onSubmit={save}>
          <input
            className="input"
            aria-label={t('queue.view.name')}
            placeholder={t('queue.view.name')}
            required
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button small">
            {t('queue.view.save')}
          </button>
        </form>
      </div>
    </details>
  );
}
