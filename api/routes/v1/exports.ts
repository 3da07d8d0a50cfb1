import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import { ExportBody, ExportStamp } from '../../contract/exports.ts';
import { engineProblems, problemResponses } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

/** Twenty thousand pseudonyms and what stands around them. */
const bodyLimit = 1024 * 1024;

/** People leave the service only under a case, and the log knows before the file is made. */
export const exports: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const schema = {
    tags: ['persons'],
    operationId: 'takeOutGraph',
    summary: 'Note that a drawing of people is taken out, and get the stamp that its file must bear',
    querystring: NoQuery,
    body: ExportBody,
    response: { 200: ExportStamp, ...engineProblems, ...problemResponses(413) },
  };
  app.post('/exports', { schema, bodyLimit, config: { act: 'graph.export' } }, async ({ who, body }) => {
    const at = now();
    const { case: caseId, format, run_id, persons, contacts } = body;
    const taking = { caseId, format, run: run_id, persons, contacts };
    const id = await engine.oversight.takeOut(who, at, taking);
    return {
      id,
      account: who.account,
      unit: who.unit,
      case: caseId,
      run_id,
      at,
      people: new Set(persons).size,
      contacts,
      not_evidence: engine.oversight.notEvidence,
    };
  });
};
