import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../http/index.ts';
import type { WrongfulFlagsAnswer } from '../../http/shapes.ts';
import { shareOf, useWords } from '../../words/index.ts';

/** How often people were flagged who should not have been; it stands where the flags are worked off. */
export function Wrongful(): ReactNode {
  const { t, name } = useWords();
  const { data } = useQuery({
    queryKey: ['wrongful'],
    queryFn: ({ signal }) => get<WrongfulFlagsAnswer>('/v1/wrongful-flags', {}, signal),
  });
  if (data === undefined) return null;
  return (
    <section className="sheet wrongful small" aria-label={t('queue.wrongful')}>
      <strong>{t('queue.wrongful')}</strong>
      {data.flags.map((row) => (
        <span key={row.role}>
          {name('suspect', row.role)}:{' '}
          {row.share === null ? (
            <span className="soft">{t('queue.wrongful.few', { decided: row.decided })}</span>
          ) : (
            <>
              <strong>{shareOf(row.share)}</strong>{' '}
              <span className="soft">
                {t('queue.wrongful.of', { dismissed: row.dismissed, decided: row.decided })};{' '}
                {t('queue.wrongful.interval', { low: shareOf(row.low), high: shareOf(row.high) })}
              </span>
            </>
          )}
        </span>
      ))}
      <span className="soft">{t('queue.wrongful.say')}</span>
    </section>
  );
}
