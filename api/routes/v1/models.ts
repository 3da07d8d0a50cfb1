import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { CardReport, Engine, EvaluationMetrics, Gate, PromotionReport } from '../../../engine/index.ts';
import {
  ApproveBody,
  DriftAnswer,
  ModelAnswer,
  ModelPath,
  ModelsAnswer,
  PromoteBody,
  PromotionAnswer,
  RollbackBody,
  RunAnswer,
  RunPath,
  RunsAnswer,
  ShadowBody,
} from '../../contract/models.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';
import type { Jobs } from '../../jobs/index.ts';
import { ProblemError } from '../../problem-error.ts';

const common = { tags: ['models'], querystring: NoQuery };
const promoted = { 200: PromotionAnswer, ...engineProblems };
const started = { 202: RunAnswer, ...engineProblems };

/** Models for analysts, and long work: one run at a time in a process of its own. Two accounts promote. */
export const models: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number; jobs: Jobs }> = async (
  app,
  { engine, now, jobs },
) => {
  const list = {
    ...common,
    operationId: 'listModels',
    summary: 'Models there are',
    response: { 200: ModelsAnswer, ...engineProblems },
  };
  app.get('/models', { schema: list, config: { act: 'model.read' } }, async () => {
    const card = await engine.card();
    const aliased = await Promise.all(card.models.map((model) => engine.card(model)));
    return { champion: card.model, models: aliased.map(({ model, aliases }) => ({ model, aliases: [...aliases] })) };
  });
  const show = {
    ...common,
    operationId: 'getModel',
    summary: 'Card, gates and out-of-fold figures of a model',
    params: ModelPath,
    response: { 200: ModelAnswer, ...engineProblems },
  };
  app.get('/models/:name/:version', { schema: show, config: { act: 'model.read' } }, async ({ params }) =>
    modelAnswer(await engine.card(`${params.name}/${params.version}`)),
  );
  const drift = {
    ...common,
    operationId: 'getDrift',
    summary: 'The people of the newest run against those of the training',
    response: { 200: DriftAnswer, ...engineProblems },
  };
  app.get('/models/drift', { schema: drift, config: { act: 'model.read' } }, async () => {
    const { model, runId, people, features, notices } = await engine.drift();
    const lines = features.map(({ name, psi, usual, moved }) => ({ name, psi, usual, moved }));
    return { model, run_id: runId, people, features: lines, notices: [...notices] };
  });

  const promote = {
    ...common,
    operationId: 'proposeChampion',
    summary: 'Propose a champion',
    body: PromoteBody,
    response: promoted,
  };
  app.post('/models/promote', { schema: promote, config: { act: 'model.promote' } }, async ({ who, body }) =>
    promotion(await engine.as(who.account).promote({ model: body.model, by: who.account, why: body.reason })),
  );
  const approve = {
    ...common,
    operationId: 'approveChampion',
    summary: 'Approve what another person proposed',
    body: ApproveBody,
    response: promoted,
  };
  app.post('/models/approve', { schema: approve, config: { act: 'model.promote' } }, async ({ who, body }) =>
    promotion(await engine.as(who.account).promote({ model: body.model, approveBy: who.account })),
  );
  const back = {
    ...common,
    operationId: 'rollBackChampion',
    summary: 'Back to the champion before, in one move',
    body: RollbackBody,
    response: promoted,
  };
  app.post('/models/rollback', { schema: back, config: { act: 'model.promote' } }, async ({ who, body }) =>
    promotion(await engine.as(who.account).rollback(who.account, body.reason)),
  );

  const train = { ...common, operationId: 'trainModel', summary: 'Learn from the local cases', response: started };
  app.post('/models/train', { schema: train, config: { act: 'model.train' } }, async ({ who }, reply) =>
    reply.code(202).send(jobs.start('train', who.account, now())),
  );
  const shadow = {
    ...common,
    operationId: 'shadowModel',
    summary: "A challenger's scores beside the champion's; nothing is ranked or pushed",
    body: ShadowBody,
    response: started,
  };
  app.post('/models/shadow', { schema: shadow, config: { act: 'model.train' } }, async ({ who, body }, reply) =>
    reply
      .code(202)
      .send(jobs.start('shadow', who.account, now(), body.model === undefined ? {} : { model: body.model })),
  );
  const run = { ...common, operationId: 'startRun', summary: 'Run the line over the records', response: started };
  app.post('/runs', { schema: run, config: { act: 'records.combine' } }, async ({ who }, reply) =>
    reply.code(202).send(jobs.start('run', who.account, now())),
  );
  const runs = {
    ...common,
    operationId: 'listRuns',
    summary: 'Long work since this service began',
    response: { 200: RunsAnswer, ...engineProblems },
  };
  app.get('/runs', { schema: runs, config: { act: 'model.read' } }, async () => ({ runs: [...jobs.list()] }));
  const one = {
    ...common,
    operationId: 'getRun',
    summary: 'How far a run is',
    params: RunPath,
    response: { 200: RunAnswer, ...engineProblems },
  };
  app.get('/runs/:id', { schema: one, config: { act: 'model.read' } }, async ({ params }) => {
    const job = jobs.get(params.id);
    if (job === undefined) throw new ProblemError('not_found');
    return job;
  });
};

const gateAnswer = (gate: Gate) => ({ gate: gate.gate, passed: gate.passed, words: gate.words });

function modelAnswer({ model, aliases, card, gates, outOfFold, evaluation }: CardReport): ModelAnswer {
  return {
    model,
    aliases: [...aliases],
    card,
    gates: gates.map(gateAnswer),
    metrics: evaluation === null ? null : metricsAnswer(evaluation),
    out_of_fold: outOfFold,
  };
}

function metricsAnswer({ runId, roles, shap, ...counts }: EvaluationMetrics): NonNullable<ModelAnswer['metrics']> {
  const weights = (role: keyof typeof shap) => shap[role].map(({ feature, mean }) => ({ feature, mean }));
  const groups = [
    ...counts.wrongfulByLookalike.map(({ lookalike, ...one }) => ({ group: lookalike, ...one })),
    ...counts.wrongfulByAuditGroup.map(({ group, ...one }) => ({ group: `group ${group}`, ...one })),
  ];
  return {
    run_id: runId,
    roles: {
      user: qualityAnswer(roles.user),
      retailer: qualityAnswer(roles.retailer),
      supplier: qualityAnswer(roles.supplier),
    },
    wrongful: groups.map(({ group, people, flagged, low, high, tooFew }) => ({
      group,
      people,
      flagged,
      low,
      high,
      too_few: tooFew,
    })),
    shap: { user: weights('user'), retailer: weights('retailer'), supplier: weights('supplier') },
  };
}

function qualityAnswer(one: EvaluationMetrics['roles']['user']) {
  const { positives, ranked, prevalence, auprc, intervals, atK, baselines, curves } = one;
  const { precisionRecall: pr, reliability, lift } = curves;
  return {
    positives,
    ranked,
    prevalence,
    auprc,
    intervals: { auprc: [...intervals.auprc] },
    at_k: atK.map(({ k, precision, innocent }) => ({ k, precision, innocent })),
    baselines: baselines.map(({ name, auprc: reached }) => ({ name, auprc: reached })),
    curves: {
      precision_recall: { recall: [...pr.recall], precision: [...pr.precision] },
      reliability: { score: [...reliability.score], share: [...reliability.share] },
      lift: { looked: [...lift.looked], found: [...lift.found] },
    },
  };
}

function promotion({ model, state, replaces, gates, notices }: PromotionReport) {
  return { model, state, replaces, gates: gates.map(gateAnswer), notices: [...notices] };
}
