import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { dictionary, type Key } from './dictionary.ts';

export type Language = 'en' | 'zh';
export type Fill = Readonly<Record<string, string | number>>;

export interface Words {
  readonly language: Language;
  readonly locale: string;
  setLanguage(language: Language): void;
  /** The sentence of a key in the language that is set. */
  t(key: Key, fill?: Fill): string;
  /** The same for a key that is put together; `otherwise` where there is none. */
  name(prefix: string, part: string | null | undefined, otherwise?: string): string;
  /** One of two sentences that came from the service. */
  say(words: { readonly en: string; readonly zh: string }): string;
}

const kept = 'excavator.language';
const Context = createContext<Words | undefined>(undefined);

export function WordsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    localStorage.setItem(kept, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const words = useMemo(() => wordsIn(language, setLanguage), [language]);
  return <Context value={words}>{children}</Context>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (words === undefined) throw new Error('WordsProvider is missing');
  return words;
}

function firstLanguage(): Language {
  const found = localStorage.getItem(kept);
  if (found === 'en' || found === 'zh') return found;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function wordsIn(language: Language, setLanguage: (language: Language) => void): Words {
  const column = language === 'en' ? 0 : 1;
  const t = (key: Key, fill: Fill = {}): string => filled(dictionary[key][column], fill);
  return {
    language,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    setLanguage,
    t,
    name: (prefix, part, otherwise) => {
      const key = `${prefix}.${part ?? ''}`;
      return key in dictionary ? t(key as Key) : (otherwise ?? part ?? '');
    },
    say: (words) => words[language],
  };
}

export function filled(sentence: string, fill: Fill): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in fill ? String(fill[name]) : whole));
}
