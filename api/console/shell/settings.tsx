import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import { type Theme, useTheme } from './theme.ts';

export function LanguageButton(): ReactNode {
  const { t, language, setLanguage } = useWords();
  return (
    <button
      type="button"
      className="button small plain"
      lang={language === 'en' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}
    >
      {t('language.other')}
    </button>
  );
}

export function ThemeSelect(): ReactNode {
  const { t } = useWords();
  const [theme, setTheme] = useTheme();
  return (
    <select
      className="input small"
      aria-label={t('theme')}
      value={theme}
      onChange={(event) => setTheme(event.target.value as Theme)}
    >
      <option value="system">{t('theme.system')}</option>
      <option value="light">{t('theme.light')}</option>
      <option value="dark">{t('theme.dark')}</option>
    </select>
  );
}
