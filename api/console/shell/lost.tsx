import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { get, reach } from '../http/index.ts';
import { useWords } from '../words/index.ts';

const tryEveryMs = 4000;

/** Says above the page that the service cannot be reached, and takes it back when it can be. */
export function Lost(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [lost, setLost] = useState(false);
  useEffect(() => reach.listen((reached) => setLost(!reached)), []);
  useEffect(() => {
    const gone = (): void => reach.tell(false);
    addEventListener('offline', gone);
    return () => removeEventListener('offline', gone);
  }, []);
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => {
      get('/v1/session').then(
        () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }),
        () => undefined,
      );
    }, tryEveryMs);
    return () => clearInterval(timer);
  }, [lost, client]);
  if (!lost) return null;
  return (
    <div className="strip stop small" role="alert">
      <strong>{t('lost.title')}</strong> {t('lost.banner')}
    </div>
  );
}
