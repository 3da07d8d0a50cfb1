import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Engine, ExcavatorError, type Ranking, type RankQuery } from '../../../engine/index.ts';
import { leadNotice } from '../../contract/notice.ts';
import { engineProblems, problemResponses } from '../../contract/problem.ts';
import { RankingPage, RankingQuery } from '../../contract/rankings.ts';
import { ProblemError } from '../../problem-error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { rankingFor } from './kept-back.ts';

const schema = {
  operationId: 'listRanking',
  tags: ['leads'],
  summary: 'The newest ranking of a role, page by page',
  querystring: RankingQuery,
  response: { 200: RankingPage, ...engineProblems, ...problemResponses(410) },
};

/** The engine gives the same object for the same page of a snapshot; its text is kept, the entry of the look is made each time. */
export const rankings: FastifyPluginAsyncTypebox<{ engine: Engine }> = async (app, { engine }) => {
  const kept = createKeptAnswers<Ranking, RankingPage>();
  app.get(
    '/rankings',
    { schema, config: { act: 'ranking.read' } },
    async ({ who, query: { role, top, area, cursor } }, reply) => {
      const list = { role, area: area ?? null };
      const from = cursor === undefined ? undefined : decodeCursor(cursor, list);
      const offset = from?.offset ?? 0;
      const ranking = await read(engine.as(who.account), {
        role,
        top,
        offset,
        ...(area === undefined ? {} : { area }),
        ...(from === undefined ? {} : { runId: from.run }),
      });
      const shown = rankingFor(engine, who, ranking);
      const answer = (told: Ranking) => {
        const next = offset + ranking.rows.length;
        const more = ranking.rows.length > 0 && next < ranking.total;
        return page(told, area, more ? encodeCursor({ ...list, run: ranking.runId, offset: next }) : null);
      };
      // What is the same for everybody is told from memory; a page with rows kept back is one person's own.
      return shown === ranking ? kept(reply, ranking, () => answer(ranking)) : answer({ ...ranking, ...shown });
    },
  );
};

/** A cursor whose run is gone is another matter than a home without any ranking. */
async function read(engine: Engine, query: RankQuery): Promise<Ranking> {
  try {
    return await engine.rank(query);
  } catch (error) {
    const gone = query.runId !== undefined && error instanceof ExcavatorError && error.kind === 'not_found';
    throw gone ? new ProblemError('cursor_expired') : error;
  }
}

function page(ranking: Ranking, area: string | undefined, nextCursor: string | null): RankingPage {
  return {
    role: ranking.role,
    area: area ?? null,
    run_id: ranking.runId,
    as_of: ranking.asOf,
    model: ranking.model,
    total: ranking.total,
    rows: [...ranking.rows],
    next_cursor: nextCursor,
    notice: leadNotice,
    notices: [...ranking.notices],
  };
}
