import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../words/index.ts';
import { Confirm } from './confirm.tsx';
import { useDraft } from './draft.ts';
import { ProblemNote } from './problem-note.tsx';

export interface ActField {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'number' | 'area' | 'date' | 'password';
  readonly options?: readonly (readonly [value: string, text: string])[];
  readonly optional?: boolean;
  readonly first?: string;
}

interface ActFormProps<T> {
  /** Under which the draft is kept. */
  readonly name: string;
  readonly fields: readonly ActField[];
  readonly submit: string;
  /** Named and asked for before it is done, where it cannot be undone. */
  readonly consequence?: string;
  readonly send: (given: Readonly<Record<string, string>>) => Promise<T>;
  /** Queries that it makes old. */
  readonly stale: readonly string[];
  readonly done: (answer: T) => ReactNode;
}

/** Some fields, one act, its consequence, and what came of it. What was typed is kept until it has gone through. */
export function ActForm<T>({ name, fields, submit, consequence, send, stale, done }: ActFormProps<T>): ReactNode {
  const client = useQueryClient();
  const open = fields.filter(({ type }) => type !== 'password');
  const [draft, change, clear] = useDraft(
    name,
    Object.fromEntries(open.map((field) => [field.name, field.first ?? ''])),
  );
  // A password is typed again after a reload: it may not lie on the disk.
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: () => send({ ...draft, ...secrets }),
    onSuccess: () => {
      clear();
      setSecrets({});
      for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
    },
    onSettled: () => setAsking(false),
  });
  const press = (event: FormEvent): void => {
    event.preventDefault();
    if (consequence === undefined) act.mutate();
    else setAsking(true);
  };
  return (
    <form className="stack" onSubmit={press}>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={(field.type === 'password' ? secrets : draft)[field.name] ?? ''}
          set={(value) =>
            field.type === 'password'
              ? setSecrets({ ...secrets, [field.name]: value })
              : change({ [field.name]: value })
          }
        />
      ))}
      {act.isError && <ProblemNote error={act.error} />}
      {act.isSuccess && (
        <div className="note good" role="status">
          {done(act.data)}
        </div>
      )}
      <div className="row">
        <button type="submit" className="button main" disabled={act.isPending}>
          {submit}
        </button>
      </div>
      {consequence !== undefined && (
        <Confirm
          open={asking}
          act={submit}
          disabled={act.isPending}
          confirm={() => act.mutate()}
          close={() => setAsking(false)}
        >
          <p>{consequence}</p>
        </Confirm>
      )}
    </form>
  );
}

interface FieldProps {
  readonly field: ActField;
  readonly value: string;
  readonly set: (value: string) => void;
}

function Field({ field, value, set }: FieldProps): ReactNode {
  const { t } = useWords();
  const required = field.optional !== true;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: each of the three branches is a control
    <label className="field">
      <span>{field.label}</span>
      {field.options !== undefined ? (
        <select required={required} value={value} onChange={(event) => set(event.target.value)}>
          <option value="">{t('review.code.choose')}</option>
          {field.options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      ) : field.type === 'area' ? (
        <textarea
          rows={3}
          required={required}
          maxLength={2000}
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      ) : (
        <input
          type={field.type ?? 'text'}
          required={required}
          value={value}
          min={field.type === 'number' ? 1 : undefined}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </label>
  );
}
