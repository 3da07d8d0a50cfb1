import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import { engineProblems } from '../../contract/problem.ts';
import { CorrectionBody, GoneAnswer } from '../../contract/retention.ts';
import { NoQuery } from '../../contract/values.ts';
import { createTasks } from '../../jobs/index.ts';

const common = { tags: ['oversight'], querystring: NoQuery };
const response = { 200: GoneAnswer, ...engineProblems };
type Gone = Awaited<ReturnType<Engine['oversight']['purge']>>;

/** Records that go, with everything derived from them: in a process of their own, while the service goes on answering. */
export const retention: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const { oversight } = engine;
  const run = createTasks(oversight.home, now);
  const preview = {
    ...common,
    operationId: 'previewRetention',
    summary: 'What is past its limit and would go',
    response,
  };
  app.get('/retention', { schema: preview, config: { act: 'retention.preview' } }, async ({ who }) =>
    answer(await oversight.previewRetention(who, now())),
  );
  const purge = {
    ...common,
    operationId: 'purge',
    summary: 'Let it go, with everything derived from it, and run the line again',
    response,
  };
  app.post('/retention/purge', { schema: purge, config: { act: 'retention.purge' } }, async ({ who }) =>
    answer(await run({ what: 'purge', who, at: now() })),
  );
  const correct = {
    ...common,
    operationId: 'correctRecord',
    summary:
      'Correct a record by the rules of an import, or erase it; what was derived is computed anew, leads that cite it are withdrawn',
    body: CorrectionBody,
    response,
  };
  app.post('/corrections', { schema: correct, config: { act: 'records.correct' } }, async ({ who, body }) => {
    const { table, record: id, reason, set } = body;
    const own = { who, at: now() };
    if (set === undefined) return answer(await run({ ...own, what: 'erase', record: { table, id, reason } }));
    const { leads } = await run({ ...own, what: 'correct', record: { table, id, set, reason } });
    return { tables: [{ table, rows: 1, before: null }], leads: [...leads], models: [], models_unsure: [] };
  });
};

function answer({ tables, leads, models, modelsUnsure }: Gone): GoneAnswer {
  return { tables: [...tables], leads: [...leads], models: [...models], models_unsure: [...modelsUnsure] };
}
