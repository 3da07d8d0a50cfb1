import type { ReactNode } from 'react';
import { useDraft } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import { draftOf, emptyDraft } from './draft.ts';

/** What somebody had typed about a lead that they can no longer act on: to read and to copy, until they throw it away. */
export function KeptWords({ lead }: { readonly lead: string }): ReactNode {
  const { t } = useWords();
  const [{ reason }, , clear] = useDraft(draftOf(lead), emptyDraft);
  if (reason === '') return null;
  return (
    <div className="note">
      <label className="field">
        <span>{t('review.kept')}</span>
        <textarea rows={4} readOnly value={reason} />
      </label>
      <div className="row" style={{ paddingTop: 8 }}>
        <button type="button" className="button small" onClick={clear}>
          {t('review.kept.drop')}
        </button>
      </div>
    </div>
  );
}
