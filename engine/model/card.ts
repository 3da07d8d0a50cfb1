import { baselineNames } from './baselines/types.ts';
import { localSection } from './local/card.ts';
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
${madeFrom(model)}
${localSection(model)}## How good, out of fold

${metricsTable(model)}

Below each model stands what it must beat, measured on the same people and folds, ranking nobody: number of contacts,
personalised PageRank and label propagation from established people, readable hand rules, a random forest and a logistic
regression (ml.js, bounded samples). ECE over ten bins of equal width. P@50 with Wilson's 95 % interval, over all
groups together.
${behind(model)}
## What it is not for

A score is not evidence and never the only ground for a measure. Quality on real records is unknown: the model has
seen synthetic worlds. Persons outside the hop limit are not scored. Audit attributes are no features.

## Notices

${model.notices.length === 0 ? 'None.' : model.notices.map((notice) => `- ${notice}`).join('\n')}
`;
}

function madeFrom({ provenance }: TrainedModel): string {
  if (provenance === null) return '';
  const { data, code, config, parent } = provenance;
  const short = (hash: string): string => hash.slice(0, 16);
  const from = parent === null ? '' : `Continues ${parent}. `;
  return `${from}Data ${short(data)}, code ${short(code)}, configuration ${short(config)} (SHA-256, whole in model.json).\n`;
}

/** Names of the baselines that beat a role's model in AUPRC. */
export function strongerBaselines({ training }: TrainedModel, role: (typeof modelRoles)[number]): readonly string[] {
  const { booster, baselines } = training[role];
  if (booster === null) return [];
  return baselineNames.filter((name) => (baselines[name]?.auprc ?? -1) > booster.auprc);
}

function behind(model: TrainedModel): string {
  const lines = modelRoles.flatMap((role) => {
    const names = strongerBaselines(model, role);
    return names.length === 0 ? [] : [`\nThe ${role} model is behind: ${names.map(inWords).join(', ')}.\n`];
  });
  return lines.join('');
}

function metricsTable({ training }: TrainedModel): string {
  const lines = modelRoles.flatMap((role) => {
    const { positives, rows, rounds, booster, baselines } = training[role];
    const first = `| ${role} | ${positives} of ${rows}`;
    if (booster === null) return [`${first} | constant | | | | |`];
    const others = baselineNames.flatMap((name) => {
      const metrics = baselines[name];
      return metrics === undefined ? [] : [row(`| | | ${inWords(name)}`, metrics)];
    });
    return [row(`${first} | ${rounds} trees`, booster), ...others];
  });
  return ['| role | people | learner | AUPRC | AUROC | P@50 | ECE |', '|---|---|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

function inWords(name: string): string {
  return name.replaceAll('_', ' ');
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
