import type { ReactNode } from 'react';
import { useWords } from '../../words/index.ts';
import { viewedAs } from './acts.ts';
import type { StepDraft } from './draft.ts';

interface FieldsProps {
  readonly draft: StepDraft;
  readonly change: (part: Partial<StepDraft>) => void;
}

const outcomeRoles = ['user', 'retailer', 'supplier', 'cleared'];

/** An outcome is an established fact: as what, and since when. */
export function OutcomeFields({ draft, change }: FieldsProps): ReactNode {
  const { t } = useWords();
  return (
    <>
      <RoleField
        label={t('review.outcome.role')}
        words="suspect"
        options={outcomeRoles}
        draft={draft}
        change={change}
      />
      <label className="field">
        <span>{t('review.outcome.at')}</span>
        <input
          type="date"
          required
          value={draft.established}
          onChange={(event) => change({ established: event.target.value })}
        />
      </label>
    </>
  );
}

/** What the facts alone look like: asked before a score can sway anybody. */
export function ViewedField({ draft, change }: FieldsProps): ReactNode {
  const { t } = useWords();
  return <RoleField label={t('review.view.role')} words="viewed" options={viewedAs} draft={draft} change={change} />;
}

interface RoleFieldProps extends FieldsProps {
  readonly label: string;
  readonly words: string;
  readonly options: readonly string[];
}

function RoleField({ label, words, options, draft, change }: RoleFieldProps): ReactNode {
  const { t, name } = useWords();
  return (
    <label className="field">
      <span>{label}</span>
      <select required value={draft.role} onChange={(event) => change({ role: event.target.value })}>
        <option value="">{t('review.code.choose')}</option>
        {options.map((role) => (
          <option key={role} value={role}>
            {name(words, role)}
          </option>
        ))}
      </select>
    </label>
  );
}
