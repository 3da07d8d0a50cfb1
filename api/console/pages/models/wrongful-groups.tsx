import type { ReactNode } from 'react';
import { ShareBar } from '../../charts/index.ts';
import type { WrongfulGroup } from '../../http/shapes.ts';
import { ListTable } from '../../parts/index.ts';
import { shareOf, useWords } from '../../words/index.ts';

/** Whom the model wrongs: innocent people it flags, per look-alike kind and audit group, or "too few". */
export function WrongfulGroups({ groups }: { readonly groups: readonly WrongfulGroup[] }): ReactNode {
  const { t } = useWords();
  const most = Math.max(0.01, ...groups.filter((one) => !one.too_few).map(({ high }) => high));
  return (
    <section className="sheet" aria-labelledby="wrongful-groups">
      <div className="section">
        <h2 id="wrongful-groups">{t('models.wrongful')}</h2>
      </div>
      <ListTable
        label={t('models.wrongful')}
        rows={groups}
        id={({ group }) => group}
        empty={t('none')}
        columns={[
          { name: t('who'), cell: ({ group }) => group.replaceAll('_', ' ') },
          {
            name: t('models.share'),
            cell: (one) =>
              one.too_few ? (
                <span className="soft">{t('models.wrongful.few', { people: one.people })}</span>
              ) : (
                <span className="row">
                  <ShareBar
                    share={one.flagged / one.people}
                    low={one.low}
                    high={one.high}
                    most={most}
                    words={shareOf(one.flagged / one.people, 1)}
                  />
                  {shareOf(one.flagged / one.people, 1)}{' '}
                  <span className="soft">
                    {t('models.wrongful.of', {
                      flagged: one.flagged,
                      people: one.people,
                      low: shareOf(one.low, 1),
                      high: shareOf(one.high, 1),
                    })}
                  </span>
                </span>
              ),
          },
        ]}
      />
    </section>
  );
}
