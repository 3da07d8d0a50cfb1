import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import { Ask } from './ask.tsx';

interface ConfirmProps {
  readonly open: boolean;
  /** The act in words, as its button has it. */
  readonly act: string;
  /** What comes of it, and what is still missing. */
  readonly children: ReactNode;
  readonly disabled: boolean;
  readonly confirm: () => void;
  readonly close: () => void;
}

/** Names the consequence of an act and asks for it once more. */
export function Confirm({ open, act, children, disabled, confirm, close }: ConfirmProps): ReactNode {
  const { t } = useWords();
  return (
    <Ask open={open} title={t('review.confirm', { act })} close={close}>
      {children}
      <div className="row">
        <button type="button" className="button main" disabled={disabled} onClick={confirm}>
          {act}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </Ask>
  );
}
