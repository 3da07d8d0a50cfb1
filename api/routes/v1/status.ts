import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine, RunReport } from '../../../engine/index.ts';
import { engineProblems } from '../../contract/problem.ts';
import { StatusAnswer } from '../../contract/status.ts';
import { NoQuery } from '../../contract/values.ts';

const schema = {
  operationId: 'getStatus',
  tags: ['service'],
  summary: 'Tables, last runs with seconds a step, model',
  querystring: NoQuery,
  response: { 200: StatusAnswer, ...engineProblems },
};

/** The home's path is left out: it names the account and the disk of the operator. */
export const status: FastifyPluginAsyncTypebox<{ engine: Engine }> = async (app, { engine }) => {
  app.get('/status', { schema, config: { act: 'status.read' } }, async (): Promise<StatusAnswer> => {
    const { engineVersion, model, tables, runs, notices } = await engine.status();
    return {
      engine_version: engineVersion,
      model,
      tables: [...tables],
      runs: runs.map(run),
      notices: [...notices],
    };
  });
};

function run(report: RunReport): StatusAnswer['runs'][number] {
  return {
    run_id: report.runId,
    as_of: report.asOf,
    model: report.model,
    persons: report.persons,
    contacts: report.contacts,
    scored: report.scored,
    established: report.established,
    steps: report.steps.map(({ peakResidentMb, processorSeconds: _p, parts: _, ...step }) => ({
      ...step,
      peak_resident_mb: peakResidentMb,
    })),
    notices: [...report.notices],
  };
}
