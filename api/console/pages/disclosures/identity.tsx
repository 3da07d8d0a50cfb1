import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { get } from '../../http/index.ts';
import type { DisclosureAnswer, IdentityAnswer } from '../../http/shapes.ts';
import { ProblemNote } from '../../parts/index.ts';
import { spanOf, useWords, type Words } from '../../words/index.ts';

/** Shown on one press, kept in no cache, gone when the grant ends or the page is left. */
export function Identity({ one, now }: { readonly one: DisclosureAnswer; readonly now: number }): ReactNode {
  const words = useWords();
  const { t } = words;
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: () => get<IdentityAnswer>(`/v1/disclosures/${encodeURIComponent(one.id)}/identity`),
    gcTime: 0,
  });
  useEffect(() => {
    const timer = setTimeout(reset, Math.max(0, (one.granted_until - now) * 1000));
    return () => clearTimeout(timer);
  }, [one.granted_until, now, reset]);
  if (data === undefined) {
    return (
      <>
        <button type="button" className="button small" disabled={isPending} onClick={() => mutate()}>
          {t('disclosures.read')}
        </button>
        {error !== null && <ProblemNote error={error} />}
      </>
    );
  }
  return (
    <div className="note warn">
      <strong>{t('disclosures.identity', { span: spanOf(one.granted_until - now, words) })}</strong>
      <dl className="facts">
        {linesOf(data, words).map(([name, value]) => (
          <div key={`${name} ${value}`} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd className="code">{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button small" onClick={reset}>
        {t('disclosures.hide')}
      </button>
    </div>
  );
}

/** Names and identifiers as lines. Text only: a name with markup in it stays a name. */
function linesOf({ names, identifiers }: IdentityAnswer, { t, name }: Words): readonly (readonly [string, string])[] {
  const identifier = (text: string): readonly [string, string] => {
    const colon = text.indexOf(':');
    return [name('identifier', text.slice(0, colon), t('identifier.other')), text.slice(colon + 1).trim()];
  };
  return [...names.map((one) => [t('identifier.name'), one] as const), ...identifiers.map(identifier)];
}
