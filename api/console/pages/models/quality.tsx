import { type ReactNode, useState } from 'react';
import { CurveChart, ShareBar } from '../../charts/index.ts';
import type { ModelAnswer, RoleQuality, SuspectRole } from '../../http/shapes.ts';
import { RoleMark } from '../../parts/index.ts';
import { countOf, shareOf, useWords } from '../../words/index.ts';

const roles: readonly SuspectRole[] = ['user', 'retailer', 'supplier'];

type Metrics = NonNullable<ModelAnswer['metrics']>;

export function Quality({ metrics }: { readonly metrics: Metrics }): ReactNode {
  const { t } = useWords();
  const [role, setRole] = useState<SuspectRole>('supplier');
  const quality = metrics.roles[role];
  return (
    <section className="sheet" aria-labelledby="quality">
      <div className="section">
        <div className="row ends">
          <h2 id="quality">{t('models.quality')}</h2>
          <div className="row" role="group" aria-label={t('role')}>
            {roles.map((one) => (
              <button
                key={one}
                type="button"
                className="button small"
                aria-pressed={one === role}
                onClick={() => setRole(one)}
              >
                <RoleMark suspect={one} />
              </button>
            ))}
          </div>
        </div>
        <Figures quality={quality} />
      </div>
      <div className="section">
        <div className="columns curves">
          <Curves quality={quality} />
        </div>
      </div>
      <Shap features={metrics.shap[role]} />
    </section>
  );
}

function Figures({ quality }: { readonly quality: RoleQuality }): ReactNode {
  const words = useWords();
  const { t } = words;
  const [low = 0, high = 0] = quality.intervals.auprc;
  return (
    <div className="stack tight">
      <strong>
        {t('models.auprc', {
          value: quality.auprc.toFixed(3),
          low: low.toFixed(3),
          high: high.toFixed(3),
          chance: quality.prevalence.toFixed(4),
        })}
      </strong>
      <span className="soft">
        {t('models.people', { n: countOf(quality.ranked, words), positives: countOf(quality.positives, words) })}
      </span>
      <div className="row wide">
        {quality.at_k.map(({ k, precision, innocent }) => (
          <span key={k}>{t('models.first', { k, precision: shareOf(precision), innocent })}</span>
        ))}
      </div>
    </div>
  );
}

function Curves({ quality }: { readonly quality: RoleQuality }): ReactNode {
  const { t } = useWords();
  const { precision_recall: pr, reliability, lift } = quality.curves;
  return (
    <>
      <CurveChart
        title={t('models.pr')}
        x={t('models.recall')}
        y={t('models.precision')}
        ideal={quality.prevalence}
        curves={[{ name: 'pr', x: pr.recall, y: pr.precision }]}
      />
      <CurveChart
        title={t('models.reliability')}
        x={t('models.score')}
        y={t('models.share')}
        ideal="diagonal"
        points
        curves={[{ name: 'reliability', x: reliability.score, y: reliability.share }]}
      />
      <CurveChart
        title={t('models.lift')}
        x={t('models.looked')}
        y={t('models.found')}
        ideal="diagonal"
        curves={[{ name: 'lift', x: lift.looked, y: lift.found }]}
      />
    </>
  );
}

function Shap({ features }: { readonly features: Metrics['shap'][SuspectRole] }): ReactNode {
  const { t } = useWords();
  const shown = features.slice(0, 12);
  const most = Math.max(1e-9, ...shown.map(({ mean }) => Math.abs(mean)));
  if (shown.length === 0) return null;
  return (
    <div className="section">
      <h3>{t('models.shap')}</h3>
      <dl className="facts small">
        {shown.map(({ feature, mean }) => (
          <div key={feature} style={{ display: 'contents' }}>
            <dt className="code">{feature}</dt>
            <dd>
              <ShareBar share={Math.abs(mean)} most={most} words={mean.toFixed(4)} /> {mean.toFixed(4)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
