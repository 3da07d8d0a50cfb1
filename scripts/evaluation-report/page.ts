import { type EvaluationMetrics, type Role, roles, type WorldsSummary } from '../../engine/index.ts';
import { escaped, plotSvg } from './plot.ts';
import { style } from './style.ts';
import { swarmSvg } from './swarm.ts';
import { baselineTable, patternTable, roleTable, worldsTable, wrongfulTables } from './tables.ts';

/** The whole report as one HTML file: no script, nothing loaded from elsewhere. Same numbers, same bytes. */
export function evaluationPage(
  metrics: EvaluationMetrics,
  others: readonly EvaluationMetrics[],
  summary: WorldsSummary | undefined,
): string {
  const { model, runId, asOf, notices, method } = metrics;
  const day = new Date(asOf * 1000).toISOString().slice(0, 10);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evaluation of ${escaped(model)}</title><style>${style}</style></head><body><main>
<header><h1>Evaluation of ${escaped(model)}</h1>
<p class="lead">Run ${escaped(runId)}, records up to ${day}. ${whole(metrics.truthKeys)} people in the truth, ${whole(metrics.known)} established and left out, ${whole(metrics.scored)} scored. Synthetic data; a score is a lead to look at, never evidence.</p>
${notices.map((notice) => `<p class="notice">${escaped(notice)}</p>`).join('')}</header>
${summary === undefined ? '' : `<section><h2>Over ${summary.worlds} worlds</h2>${worldsTable(summary)}<p>Mean with Student's 95 % interval over worlds. Everything below is the first world.</p></section>`}
<section><h2>Roles</h2>${roleTable(metrics)}</section>
<section><h2>What it must beat, and controls</h2>${baselineTable(metrics)}</section>
${roles.map((role) => roleSection(metrics, role, others)).join('\n')}
<section><h2>Innocent people among the flagged</h2>${wrongfulTables(metrics)}</section>
<section><h2>How this was measured</h2><ul>${method.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul></section>
</main></body></html>
`;
}

function roleSection(metrics: EvaluationMetrics, role: Role, others: readonly EvaluationMetrics[]): string {
  const { curves, positives, prevalence, patterns, auprc } = metrics.roles[role];
  const diagonal = { x: [0, 1], y: [0, 1], kind: 'reference' as const };
  const line = (x: readonly number[], y: readonly number[]) => ({ x, y, kind: 'line' as const });
  const same = (of: (one: EvaluationMetrics) => { x: readonly number[]; y: readonly number[] }) =>
    others.map((one) => ({ ...of(one), kind: 'reference' as const }));
  const more = others.length === 0 ? '' : '; dashed: other worlds';
  const plots = [
    plotSvg({
      title: 'Precision and recall',
      xLabel: `recall of ${positives} unknown ${role}s${more}`,
      yLabel: 'precision',
      series: [
        ...same(({ roles: of }) => ({
          x: of[role].curves.precisionRecall.recall,
          y: of[role].curves.precisionRecall.precision,
        })),
        line(curves.precisionRecall.recall, curves.precisionRecall.precision),
      ],
      note: `AUPRC ${auprc.toFixed(3)}, prevalence ${(100 * prevalence).toFixed(2)} %`,
    }),
    plotSvg({
      title: 'Reliability',
      xLabel: 'mean score of the people in a bin of ten',
      yLabel: `share of true ${role}s`,
      series: [diagonal, { x: curves.reliability.score, y: curves.reliability.share, kind: 'dots' }],
      note: `${whole(curves.reliability.people.reduce((sum, people) => sum + people, 0))} people`,
    }),
    plotSvg({
      title: 'Lift',
      xLabel: 'share of the ranking looked at (powers of ten)',
      yLabel: 'share of them found',
      logXFrom: Math.max(1e-5, curves.lift.looked[0] ?? 1e-3),
      series: [{ x: steps, y: steps, kind: 'reference' }, line(curves.lift.looked, curves.lift.found)],
      note: 'dashed: by chance',
    }),
  ];
  const shap = metrics.shap[role];
  const swarm =
    shap.length === 0
      ? ''
      : `<figure>${swarmSvg(`What weighs in the first ${shap[0]?.shares.length} names, in probability`, shap)}</figure>`;
  return `<section><h2>${role}</h2><div class="plots">${plots.map((svg) => `<figure>${svg}</figure>`).join('')}</div>
<h3>Where the loss is: by pattern</h3>${patternTable(patterns)}
<div class="swarm">${swarm}</div>
<p>TreeSHAP of the raw score, in probability of the role. A dot is a person; right of the line the feature speaks for the role. Blue: the person's value is low among these people, orange: high, outlined: missing.</p></section>`;
}

const steps = Array.from({ length: 41 }, (_, i) => 10 ** ((i - 40) / 10));

export function whole(value: number): string {
  return value.toLocaleString('en-US');
}
