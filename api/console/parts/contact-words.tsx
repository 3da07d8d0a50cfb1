import type { ReactNode } from 'react';
import { expectedOf, useWords } from '../words/index.ts';

/** How often two people met and how often chance gives: the only honest way to say "often". */
export function ContactWords({
  channel,
  count,
  expected,
}: {
  channel: string;
  count: number;
  expected: number | null;
}): ReactNode {
  const { t, name } = useWords();
  return (
    <span>
      {name('channel', channel, channel)}:{' '}
      {t(count === 1 ? 'meetings.one' : 'meetings', { count, expected: expectedOf(expected) })}
    </span>
  );
}
