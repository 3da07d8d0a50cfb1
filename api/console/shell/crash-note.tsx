import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';

export function CrashNote(): ReactNode {
  const { t } = useWords();
  return (
    <div className="page">
      <div className="note stop" role="alert">
        <strong>{t('crash.title')}</strong>
        <p>{t('crash.say')}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </div>
    </div>
  );
}
