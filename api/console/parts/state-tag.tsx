import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';

const tones: Readonly<Record<string, string>> = Object.freeze({
  proposed: 'accent',
  in_review: 'accent',
  needs_information: 'warn',
  approved: 'good',
  dispatched: 'good',
  outcome_recorded: 'good',
  withdrawn: 'stop',
});

export function StateTag({ state }: { readonly state: string }): ReactNode {
  const { name } = useWords();
  return <span className={`tag ${tones[state] ?? ''}`}>{name('state', state)}</span>;
}
