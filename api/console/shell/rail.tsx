import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useWords } from '../words/index.ts';
import { railPages } from './pages.ts';
import { useMay } from './session.tsx';

export function Rail({ live }: { readonly live: boolean | undefined }): ReactNode {
  const { t } = useWords();
  const may = useMay();
  return (
    <nav className="rail" aria-label={t('rail')}>
      <div className="brand">{t('brand')}</div>
      {railPages
        .filter(({ acts }) => acts.some(may))
        .map(({ path, words }) => (
          <NavLink key={path} to={path}>
            {t(words)}
          </NavLink>
        ))}
      {live !== undefined && <div className="foot">{t(live ? 'live.on' : 'live.off')}</div>}
    </nav>
  );
}
