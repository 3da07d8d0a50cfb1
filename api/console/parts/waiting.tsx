import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../words/index.ts';

const barWidths = ['60%', '85%', '72%', '90%', '66%', '80%'] as const;

/** A skeleton after 300 ms, with the seconds after two: nothing flashes that is quick. */
export function Waiting({ what, rows = 6 }: { readonly what: string; readonly rows?: number }): ReactNode {
  const { t } = useWords();
  const [tenths, setTenths] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTenths((before) => before + 1), 100);
    return () => clearInterval(timer);
  }, []);
  if (tenths < 3) return null;
  return (
    <div role="status" className="section">
      <span className="soft small">
        {t('loading', { what })}
        {tenths >= 20 && ` · ${t('loading.count', { seconds: Math.floor(tenths / 10) })}`}
      </span>
      {Array.from({ length: rows }, (_, i) => barWidths[i % barWidths.length]).map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <div key={i} className="skeleton" style={{ width }} />
      ))}
    </div>
  );
}
