import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { post } from '../../http/index.ts';
import type { RunAnswer } from '../../http/shapes.ts';
import { ProblemNote } from '../../parts/index.ts';
import { useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';

/** The challenger beside the champion on the same people; nothing is ranked or pushed by it. */
export function Shadow({ models }: { readonly models: readonly string[] }): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const client = useQueryClient();
  const [model, setModel] = useState('');
  const shadow = useMutation({
    mutationFn: () => post<RunAnswer>('/v1/models/shadow', { model }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
  if (!may('model.train')) return null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    shadow.mutate();
  };
  return (
    <section className="sheet" aria-labelledby="shadow">
      <form className="section" onSubmit={send}>
        <h2 id="shadow">{t('models.shadow')}</h2>
        <div className="row">
          <label className="row">
            <span className="soft small">{t('models.shadow.challenger')}</span>
            <select className="input" required value={model} onChange={(event) => setModel(event.target.value)}>
              <option value="">{t('review.code.choose')}</option>
              {models.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <button type="submit" className="button" disabled={shadow.isPending}>
            {t('models.shadow.go')}
          </button>
        </div>
        {shadow.isError && <ProblemNote error={shadow.error} />}
      </form>
      {shadow.isSuccess && <div className="note">{t('models.started')}</div>}
    </section>
  );
}
