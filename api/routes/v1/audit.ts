import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import {
  AuditAnswer,
  AuditQuery,
  ConsistencyAnswer,
  ConsistencyQuery,
  ProofAnswer,
  ProofPath,
  VerifyAnswer,
} from '../../contract/audit.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';
import { createTasks } from '../../jobs/index.ts';
import { ProblemError } from '../../problem-error.ts';

const tags = ['oversight'];

/** The log: what was done, and proofs that it is what it was. */
export const audit: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (app, { engine, now }) => {
  const { oversight } = engine;
  const run = createTasks(oversight.home, now);
  const list = {
    tags,
    operationId: 'listAudit',
    summary: 'Head and entries of the log, newest first',
    querystring: AuditQuery,
    response: { 200: AuditAnswer, ...engineProblems },
  };
  app.get('/audit', { schema: list, config: { act: 'audit.verify' } }, async ({ who, query }) => {
    const { size, root, entries, checkpoint } = oversight.logOf(who, now(), query);
    return { size, root: root.toString('base64'), entries: [...entries], checkpoint };
  });
  const verify = {
    tags,
    operationId: 'verifyAudit',
    summary: 'Compare the log with itself, the signed checkpoints and the rows it covers',
    querystring: NoQuery,
    response: { 200: VerifyAnswer, ...engineProblems },
  };
  app.post('/audit/verify', { schema: verify, config: { act: 'audit.verify' } }, async () => {
    const start = performance.now();
    const { entries, root, checkpoints, rows, faults } = await run({ what: 'verify' });
    const seconds = Math.round(performance.now() - start) / 1000;
    return { entries, root, checkpoints, rows, faults: [...faults], seconds };
  });
  const proof = {
    tags,
    operationId: 'proveEntry',
    summary: 'An entry with its RFC 9162 inclusion proof',
    params: ProofPath,
    querystring: NoQuery,
    response: { 200: ProofAnswer, ...engineProblems },
  };
  app.get('/audit/proofs/:seq', { schema: proof, config: { act: 'audit.export' } }, async ({ params: { seq } }) => {
    const found = oversight.prove(seq);
    if (found === undefined) throw new ProblemError('not_found', { detail: 'The log has no such entry.' });
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    const { size, root, leaf, path, text: entry } = found;
    return { seq, size, root: text(root), leaf: text(leaf), path: path.map(text), entry };
  });
  const consistency = {
    tags,
    operationId: 'proveConsistency',
    summary: 'An RFC 9162 proof that an older head is the beginning of a newer one',
    querystring: ConsistencyQuery,
    response: { 200: ConsistencyAnswer, ...engineProblems },
  };
  app.get('/audit/consistency', { schema: consistency, config: { act: 'audit.export' } }, async ({ query }) => {
    const { size } = oversight.head();
    const { older, newer = size } = query;
    if (older > newer || newer > size) throw new ProblemError('not_found', { detail: 'The log has no such heads.' });
    const path = oversight.proveConsistent(older, newer).map((bytes) => Buffer.from(bytes).toString('base64'));
    return { older, newer, path };
  });
};
