import { type LearnerMetrics, modelRoles, type TrainedModel } from './types.ts';

/** The model card (Mitchell et al. 2019): what it is for, how good, and what it must not be used for. */
export function modelCard(model: TrainedModel): string {
  const groups = model.groups.map(({ group, rows }) => `${group} (${rows} persons)`).join(', ');
  return `# Model ${model.name} ${model.version}

Ranks people near established cases as suspected users, retailers or suppliers, for people who decide.

## What it is

Per role, gradient-boosted trees (LightGBM's text format), one against the rest: an ensemble whose members each
leave some groups out, calibrated to probabilities on the groups left out. The interval beside a score is the
90 % delete-group jackknife interval of the ensemble. ${model.features.length} features, seed ${model.seed}.

Trained on: ${groups}. Synthetic worlds only.

## How good, out of fold

${metricsTable(model)}

The logistic regression (ml.js, bounded sample) is the baseline to beat; it ranks nobody. ECE over ten bins of
equal width. P@50 with Wilson's 95 % interval, over all groups together.

## What it is not for

A score is not evidence and never the only ground for a measure. Quality on real records is unknown: the model has
seen synthetic worlds. Persons outside the hop limit are not scored. Audit attributes are no features.

## Notices

${model.notices.length === 0 ? 'None.' : model.notices.map((notice) => `- ${notice}`).join('\n')}
`;
}

function metricsTable({ training }: TrainedModel): string {
  const lines = modelRoles.flatMap((role) => {
    const { positives, rows, rounds, booster, logistic } = training[role];
    const first = `| ${role} | ${positives} of ${rows}`;
    if (booster === null || logistic === null) return [`${first} | constant | | | | |`];
    return [row(`${first} | ${rounds} trees`, booster), row(`${first} | logistic`, logistic)];
  });
  return ['| role | people | learner | AUPRC | AUROC | P@50 | ECE |', '|---|---|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

function row(first: string, metrics: LearnerMetrics): string {
  const { auprc, auroc, ece, precisionAt50: p, precisionAt50Low: low, precisionAt50High: high } = metrics;
  const cells = [
    auprc.toFixed(3),
    auroc.toFixed(3),
    `${p.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`,
    ece.toFixed(4),
  ];
  return `${first} | ${cells.join(' | ')} |`;
}
