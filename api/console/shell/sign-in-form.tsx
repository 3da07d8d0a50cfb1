import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { codeOf, get, statusOf } from '../http/index.ts';
import type { SignInAnswer } from '../http/shapes.ts';
import { ProblemNote, Queried } from '../parts/index.ts';
import { useWords } from '../words/index.ts';
import { useSignIn } from './session.tsx';

/** Account and password; where the service offers them, the button of another sign-in and the demo accounts. */
export function SignInForm(): ReactNode {
  const words = useWords();
  const query = useQuery({ queryKey: ['session', 'ways'], queryFn: () => get<SignInAnswer>('/v1/sign-in') });
  const signIn = useSignIn();
  return (
    <Queried query={query} what={words.t('sign-in.title')}>
      {(ways) => (
        <>
          <div className="stack">
            {ways.local && <LocalForm signIn={signIn} />}
            {ways.oidc !== null && (
              <a className="button" href="/v1/session/oidc">
                {words.t('sign-in.oidc', { label: ways.oidc.label })}
              </a>
            )}
          </div>
          {ways.demo_accounts.length > 0 && <DemoAccounts ways={ways} signIn={signIn} />}
        </>
      )}
    </Queried>
  );
}

type SignIn = ReturnType<typeof useSignIn>;

function LocalForm({ signIn }: { readonly signIn: SignIn }): ReactNode {
  const { t } = useWords();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ account, password });
  };
  return (
    <form className="sheet section" onSubmit={send}>
      <label className="field">
        <span>{t('sign-in.account')}</span>
        <input
          name="account"
          autoComplete="username"
          required
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
      </label>
      <label className="field">
        <span>{t('sign-in.password')}</span>
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {signIn.isError && <Refusal error={signIn.error} />}
      <button type="submit" className="button main" disabled={signIn.isPending}>
        {t('sign-in.go')}
      </button>
    </form>
  );
}

function Refusal({ error }: { readonly error: unknown }): ReactNode {
  const { t } = useWords();
  if (statusOf(error) === 401) {
    return (
      <div className="note stop" role="alert">
        {t('sign-in.refused')}
      </div>
    );
  }
  if (statusOf(error) === 429 || codeOf(error) === 'account_locked') {
    return (
      <div className="note stop" role="alert">
        {t('sign-in.slow')}
      </div>
    );
  }
  return <ProblemNote error={error} />;
}

function DemoAccounts({ ways, signIn }: { readonly ways: SignInAnswer; readonly signIn: SignIn }): ReactNode {
  const { t, name } = useWords();
  return (
    <section className="sheet" aria-labelledby="demo-accounts">
      <div className="section">
        <h2 id="demo-accounts">{t('sign-in.demo')}</h2>
        <p className="soft small">{t('sign-in.demo.say')}</p>
      </div>
      {ways.demo_accounts.map(({ account, role, unit, password }) => (
        <div key={account} className="section">
          <div className="row ends tied">
            <div className="grow">
              <strong>{name('role', role)}</strong>{' '}
              <span className="soft small code">
                {account} · {unit}
              </span>
              <div className="small soft">{name('role.says', role)}</div>
            </div>
            <button
              type="button"
              className="button small"
              disabled={signIn.isPending}
              aria-label={t('sign-in.as', { account })}
              onClick={() => signIn.mutate({ account, password })}
            >
              {t('sign-in.go')}
            </button>
          </div>
        </div>
      ))}
    </section>
  );
}
