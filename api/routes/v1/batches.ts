import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { BatchView, Engine } from '../../../engine/index.ts';
import {
  BatchAnswer,
  BatchesAnswer,
  BatchesQuery,
  BatchPath,
  UploadAnswer,
  UploadBody,
  UploadHeaders,
  UploadQuery,
} from '../../contract/batches.ts';
import { engineProblems, problemResponses } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';
import type { Jobs } from '../../jobs/index.ts';
import { ProblemError } from '../../problem-error.ts';
import { takeRawBodies, upload } from './upload.ts';

const tags = ['records'];
const read = { act: 'records.read' };

export interface BatchOptions {
  readonly engine: Engine;
  readonly now: () => number;
  readonly jobs: Jobs;
  /** Most bytes of an upload. */
  readonly batchBytes: number;
}

/** Records that come in over HTTP, with the account that the command line gives, and the batches that there are. */
export const batches: FastifyPluginAsyncTypebox<BatchOptions> = async (app, options) => {
  const { engine } = options;
  takeRawBodies(app);
  const send = {
    tags,
    operationId: 'sendBatch',
    summary: 'Load one file of one table; every row is accepted, quarantined, a duplicate or refused, and counted',
    querystring: UploadQuery,
    headers: UploadHeaders,
    body: UploadBody,
    response: { 200: UploadAnswer, 201: UploadAnswer, ...engineProblems, ...problemResponses(413, 415) },
  };
  const take = upload(options);
  app.post('/batches', { schema: send, config: { act: 'records.collect' } }, async (request, reply) => {
    const answer = await take(request, request.query, request.headers['idempotency-key']);
    if (answer.replayed) reply.header('idempotency-replayed', 'true');
    reply.header('location', `/v1/batches/${answer.said.batch}`);
    return reply.code(answer.said.already_loaded ? 200 : 201).send(answer.said);
  });

  const list = {
    tags,
    operationId: 'listBatches',
    summary: 'Batches of records, newest first',
    querystring: BatchesQuery,
    response: { 200: BatchesAnswer, ...engineProblems },
  };
  app.get('/batches', { schema: list, config: read }, async ({ who, query: { before, top } }) => {
    const all = await engine.as(who.account).batches();
    const older = all.filter(({ sequence }) => before === undefined || sequence < before);
    return { batches: older.slice(0, top).map(batchAnswer), total: all.length };
  });

  const show = {
    tags,
    operationId: 'getBatch',
    summary: 'A batch: what it holds, and what became of its rows',
    params: BatchPath,
    querystring: NoQuery,
    response: { 200: BatchAnswer, ...engineProblems },
  };
  app.get('/batches/:id', { schema: show, config: read }, async ({ who, params }) => {
    const found = (await engine.as(who.account).batches()).find(({ batchId }) => batchId === params.id);
    if (found === undefined) throw new ProblemError('not_found');
    return batchAnswer(found);
  });
};

/** File names stay behind: whoever loaded from the command line may have put a name into one. */
function batchAnswer({ batchId, sequence, timezone, tables, files }: BatchView): BatchAnswer {
  return {
    id: batchId,
    sequence,
    timezone,
    tables: tables.map((one) => ({ ...one })) as BatchAnswer['tables'],
    files: files.map(({ table, seen, accepted, quarantined, duplicate, refused, codes, examples }) => ({
      ...{ table, seen, accepted, quarantined, duplicate, refused },
      codes: { ...codes },
      examples: examples.map((one) => ({ ...one })),
    })),
  };
}
