import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import { LanguageButton, ThemeSelect } from './settings.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage(): ReactNode {
  const { t } = useWords();
  return (
    <main className="sign-in">
      <header className="stack tight">
        <div className="row ends">
          <h1>{t('brand')}</h1>
          <div className="row">
            <LanguageButton />
            <ThemeSelect />
          </div>
        </div>
        <p className="soft">{t('sign-in.what')}</p>
      </header>
      <SignInForm />
    </main>
  );
}
