import { type Static, Type } from 'typebox';
import { Count, Instant, NumberOrNull, Reason, Role, Shape, TextOrNull } from './values.ts';

const Label = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,64}$', description: 'name and version' });
const Part = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' });

export const ModelsAnswer = Shape({
  champion: Label,
  models: Type.Array(Shape({ model: Label, aliases: Type.Array(Type.String()) })),
});
export type ModelsAnswer = Static<typeof ModelsAnswer>;

export const ModelPath = Shape({ name: Part, version: Part });
const Gate = Shape({ gate: Type.String(), passed: Type.Boolean(), words: Type.String() });

const OutOfFold = Shape({
  rows: Count('people it was measured on'),
  positives: Count('of these: people of the role'),
  auprc: NumberOrNull('area under precision and recall, out of fold'),
  auroc: NumberOrNull('area under the ROC curve, out of fold'),
  ece: NumberOrNull('expected calibration error'),
  precision_at_50: NumberOrNull('share of the role among the first 50'),
  baselines: Type.Array(Shape({ name: Type.String(), auprc: Type.Number() }), { description: 'what it must beat' }),
});
const Numbers = Type.Array(Type.Number());
const RoleQuality = Shape({
  positives: Count('unknown people of the role'),
  ranked: Count('people that are ranked'),
  prevalence: Type.Number(),
  auprc: Type.Number(),
  intervals: Shape({ auprc: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: '95 %' }) }),
  at_k: Type.Array(
    Shape({ k: Count('first names'), precision: Type.Number(), innocent: Count('innocent among them') }),
  ),
  baselines: Type.Array(Shape({ name: Type.String(), auprc: Type.Number() }), { description: 'what it must beat' }),
  curves: Shape({
    precision_recall: Shape({ recall: Numbers, precision: Numbers }),
    reliability: Shape({ score: Numbers, share: Numbers }),
    lift: Shape({ looked: Numbers, found: Numbers }),
  }),
});
const Weight = Type.Array(Shape({ feature: Type.String(), mean: Type.Number({ description: 'mean absolute share' }) }));
const Metrics = Shape({
  run_id: Type.String(),
  roles: Shape({ user: RoleQuality, retailer: RoleQuality, supplier: RoleQuality }),
  wrongful: Type.Array(
    Shape({
      group: Type.String({ description: 'look-alike kind or audit group' }),
      people: Count('innocent people of the group'),
      flagged: Count('of these: among the first names of any role'),
      low: Type.Number(),
      high: Type.Number({ description: '95 % interval' }),
      too_few: Type.Boolean({ description: 'too few people for the share to say anything' }),
    }),
  ),
  shap: Shape({ user: Weight, retailer: Weight, supplier: Weight }),
});

export const ModelAnswer = Shape({
  model: Label,
  aliases: Type.Array(Type.String()),
  card: Type.String({ description: 'Markdown' }),
  gates: Type.Array(Gate, { description: 'what must hold before it may become champion' }),
  metrics: Type.Union([Type.Null(), Metrics], {
    description: 'newest evaluation on a synthetic truth; null where there was none',
  }),
  out_of_fold: Type.Union([Type.Null(), Shape({ user: OutOfFold, retailer: OutOfFold, supplier: OutOfFold })], {
    description: 'as it was measured in training; null where the model says nothing of it',
  }),
});
export type ModelAnswer = Static<typeof ModelAnswer>;

export const DriftAnswer = Shape({
  model: Label,
  run_id: Type.String(),
  people: Count('people of the newest run'),
  features: Type.Array(
    Shape({
      name: Type.String(),
      psi: Type.Number({ description: 'population stability index' }),
      usual: NumberOrNull('the most that one training world differed from all'),
      moved: Type.Boolean({ description: 'above 0.25, and above what training worlds differed by' }),
    }),
    { description: 'most moved first' },
  ),
  notices: Type.Array(Type.String()),
});
export type DriftAnswer = Static<typeof DriftAnswer>;

export const PromoteBody = Shape({ model: Label, reason: Reason });
export const ApproveBody = Shape({ model: Label });
export const RollbackBody = Shape({ reason: Reason });
export const PromotionAnswer = Shape({
  model: Label,
  state: Type.Enum(['refused', 'proposed', 'champion']),
  replaces: Label,
  gates: Type.Array(Gate),
  notices: Type.Array(Type.String()),
});

/** What works on records or models for long: it goes on in a process of its own. */
export const RunPath = Shape({ id: Type.String({ pattern: '^[a-f0-9]{16}$' }) });
const ComparedRole = Shape({
  role: Role,
  rank_correlation: NumberOrNull(
    "Spearman's correlation of the two orders; null where a model gives everybody the same score",
  ),
  same_of_first_50: Count('people who are among the first 50 of both'),
  same_of_first_500: Count('people who are among the first 500 of both'),
  mean_champion: Type.Number({ description: 'mean score, 0 to 1' }),
  mean_challenger: Type.Number({ description: 'mean score, 0 to 1' }),
});
export const RunAnswer = Shape({
  id: Type.String(),
  what: Type.Enum(['run', 'train', 'shadow', 'ingest']),
  by: Type.String(),
  state: Type.Enum(['working', 'done', 'failed']),
  step: TextOrNull('what it does now'),
  done: NumberOrNull('how much of the step is done'),
  of: NumberOrNull('how much there is; null where it is not known'),
  started_at: Instant('when it began'),
  ended_at: NumberOrNull('when it ended, epoch seconds'),
  cause: TextOrNull('code of what stopped it'),
  result: TextOrNull('in a sentence'),
  compared: Type.Union([Type.Array(ComparedRole), Type.Null()], {
    description: 'of a shadow that is done: champion against challenger on the same people, a role each',
  }),
});
export type RunAnswer = Static<typeof RunAnswer>;
export const RunsAnswer = Shape({ runs: Type.Array(RunAnswer, { description: 'newest first' }) });
export type RunsAnswer = Static<typeof RunsAnswer>;
export const ShadowBody = Shape({ model: Type.Optional(Label) });
