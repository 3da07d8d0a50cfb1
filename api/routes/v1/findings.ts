import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Engine, ExcavatorError, type Finding } from '../../../engine/index.ts';
import { FindingsPage, FindingsQuery } from '../../contract/findings.ts';
import { engineProblems, problemResponses } from '../../contract/problem.ts';
import { ProblemError } from '../../problem-error.ts';
import { charge } from './charge.ts';
import { decodePlace, encodePlace } from './place-cursor.ts';

const schema = {
  tags: ['persons'],
  operationId: 'listFindings',
  summary: 'Phones, plates and ids that changed hands or were shared, page by page, of people in reach; no identifiers',
  querystring: FindingsQuery,
  response: { 200: FindingsPage, ...engineProblems, ...problemResponses(410) },
};

/** States of identifiers as pseudonyms, under a case whose budget the people shown count against. */
export const findings: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  app.get('/findings', { schema, config: { act: 'finding.read' } }, async ({ who, query }) => {
    const { case: caseId, kind, top, cursor } = query;
    const asked = { findings: kind ?? null };
    const place = cursor === undefined ? undefined : decodePlace(cursor, asked);
    const offset = place?.value ?? 0;
    const found = await read(engine.as(who.account), {
      ...(kind === undefined ? {} : { kind }),
      ...(place === undefined ? {} : { runId: place.id }),
      offset,
      top,
    });
    const persons = [...new Set(found.rows.flatMap(({ person_a, person_b }) => [person_a, person_b ?? person_a]))];
    const used = await charge(engine, who, now(), caseId, persons);
    const next = offset + found.rows.length;
    return {
      run_id: found.runId,
      as_of: found.asOf,
      findings: found.rows.map(findingAnswer),
      total: found.total,
      next_cursor: next < found.total ? encodePlace({ value: next, id: found.runId }, asked) : null,
      exposed: persons.length,
      case: used,
      notices: [...found.notices],
    };
  });
};

/** A cursor whose run is gone is another matter than a home without any ranking. */
async function read(engine: Engine, query: NonNullable<Parameters<Engine['findings']>[0]>) {
  try {
    return await engine.findings({ ...query, inReach: true });
  } catch (error) {
    const gone = query.runId !== undefined && error instanceof ExcavatorError && error.kind === 'not_found';
    throw gone ? new ProblemError('cursor_expired') : error;
  }
}

function findingAnswer(row: Finding): FindingsPage['findings'][number] {
  const { finding, kind, probability, person_a, person_b, first_at, last_at, record_count, records, weights, joined } =
    row;
  const evidence = weights.map(({ what, weight }) => ({ what, weight }));
  const about = { finding, kind, probability, person_a, person_b };
  return { ...about, first_at, last_at, record_count, records: [...records], evidence, joined };
}
