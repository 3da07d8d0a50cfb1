import { type ReactNode, useEffect, useState } from 'react';
import { sessionEnded } from '../http/index.ts';
import { Ask } from '../parts/index.ts';
import { useWords } from '../words/index.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Asks for the password over the page, which stays as it is with everything that was typed. */
export function EndedDialog(): ReactNode {
  const { t } = useWords();
  const [ended, setEnded] = useState(false);
  useEffect(() => sessionEnded.listen(setEnded), []);
  return (
    <Ask open={ended} title={t('ended.title')} close={() => undefined} dismissable={false}>
      <p>{t('ended.say')}</p>
      <SignInForm />
    </Ask>
  );
}
