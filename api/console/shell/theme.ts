import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark' | 'system';
const kept = 'excavator.theme';
const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

function firstTheme(): Theme {
  const found = localStorage.getItem(kept);
  return found === 'light' || found === 'dark' ? found : 'system';
}

/** The theme that is set and how to set it; `system` follows the machine. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(firstTheme);
  useEffect(() => {
    localStorage.setItem(kept, theme);
    const show = (): void => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme;
    };
    show();
    const query = dark();
    query.addEventListener('change', show);
    return () => query.removeEventListener('change', show);
  }, [theme]);
  return [theme, setTheme];
}
