import { type ReactNode, useId } from 'react';
import { useWords } from '../words/index.ts';
import { useChosenCase } from './chosen-case.tsx';
import { useMay, useSession, useSignOut } from './session.tsx';
import { LanguageButton, ThemeSelect } from './settings.tsx';

export function TopBar({ showKeys }: { readonly showKeys: () => void }): ReactNode {
  const { t, name } = useWords();
  const session = useSession();
  const signOut = useSignOut();
  const may = useMay();
  return (
    <header className="bar">
      {may('case.list') ? <CasePicker /> : <span className="grow" />}
      <span className="small nowrap">
        <strong>{session.account}</strong>{' '}
        <span className="soft">
          {name('role', session.role)} · {session.unit}
        </span>
      </span>
      <div className="row" style={{ gap: 2 }}>
        <LanguageButton />
        <ThemeSelect />
        <button type="button" className="button small plain" onClick={showKeys} aria-keyshortcuts="?">
          {t('keys')} <kbd>?</kbd>
        </button>
        <button type="button" className="button small plain" onClick={() => signOut.mutate()}>
          {t('sign-out')}
        </button>
      </div>
    </header>
  );
}

/** The case that looks are charged to, its purpose, and how much of its budget is used. */
function CasePicker(): ReactNode {
  const { t } = useWords();
  const { cases, chosen, choose } = useChosenCase();
  const id = useId();
  return (
    <div className="case grow">
      <label className="soft small" htmlFor={id}>
        {t('case.label')}
      </label>
      <select
        id={id}
        className="input"
        value={chosen?.id ?? ''}
        onChange={(event) => choose(event.target.value === '' ? undefined : event.target.value)}
      >
        <option value="">{t('case.none')}</option>
        {cases.map((one) => (
          <option key={one.id} value={one.id}>
            {one.id}
          </option>
        ))}
      </select>
      {chosen !== undefined && (
        <>
          <span className="purpose" title={chosen.purpose}>
            {chosen.purpose}
          </span>
          <span className={`tag${chosen.exposed >= chosen.budget ? ' warn' : ''}`}>
            {t('case.budget', { exposed: chosen.exposed, budget: chosen.budget })}
          </span>
        </>
      )}
    </div>
  );
}
