import type { ReactNode } from 'react';
import { Ask } from '../parts/index.ts';
import { type Key, useWords } from '../words/index.ts';

const keys: readonly (readonly [string, Key])[] = [
  ['?', 'keys.help'],
  ['J', 'keys.down'],
  ['K', 'keys.up'],
  ['Enter', 'keys.open'],
  ['N', 'keys.next'],
  ['A', 'keys.approve'],
  ['D', 'keys.dismiss'],
  ['V', 'keys.view'],
  ['O', 'keys.evidence'],
  ['U', 'keys.undo'],
  ['R', 'keys.redo'],
];

export function KeysDialog({ open, close }: { readonly open: boolean; readonly close: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <Ask open={open} title={t('keys.title')} close={close}>
      <dl className="facts">
        {keys.map(([key, words]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <button type="button" className="button" onClick={close}>
          {t('close')}
        </button>
      </div>
    </Ask>
  );
}
