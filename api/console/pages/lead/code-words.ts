import type { Words } from '../../words/index.ts';

/** The coded reason of a step in words; of an own view: what the person looks like, and how likely that is. */
export function codeWords({ t, name }: Words, act: string, code: string): string {
  if (act !== 'lead.view') return name('code', code);
  const [what = '', ...likelihood] = code.split('_');
  return t('review.view.said', { what: name('viewed', what), likelihood: name('code', likelihood.join('_')) });
}
