import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine, RankChange } from '../../../engine/index.ts';
import { leadNotice } from '../../contract/notice.ts';
import { engineProblems } from '../../contract/problem.ts';
import { RankChangesAnswer, RankChangesQuery } from '../../contract/rankings.ts';
import { rowsFor } from './kept-back.ts';

const schema = {
  operationId: 'listRankChanges',
  tags: ['leads'],
  summary: 'Who came, rose, fell and left since an earlier run, and what moved their score',
  querystring: RankChangesQuery,
  response: { 200: RankChangesAnswer, ...engineProblems },
};

/** The newest ranking beside an earlier one, without whoever the reader has yet to judge blind. */
export const rankMoves: FastifyPluginAsyncTypebox<{ engine: Engine }> = async (app, { engine }) => {
  app.get(
    '/rankings/changes',
    { schema, config: { act: 'ranking.read' } },
    async ({ who, query: { role, top, since } }) => {
      const found = await engine.as(who.account).rankChanges({ role, top, ...(since === undefined ? {} : { since }) });
      const { rows, notices } = rowsFor(engine, who, found.changes);
      return {
        role,
        top,
        run_id: found.runId,
        as_of: found.asOf,
        since: found.since,
        since_as_of: found.sinceAsOf,
        same_model: found.sameModel,
        changes: rows.map(changeAnswer),
        notice: leadNotice,
        notices: [...notices],
      };
    },
  );
};

function changeAnswer(change: RankChange): RankChangesAnswer['changes'][number] {
  return {
    person: change.person,
    kind: change.kind,
    rank_before: change.rankBefore,
    rank: change.rank,
    score_before: change.scoreBefore,
    score: change.score,
    facts_before: change.factsBefore,
    facts: change.facts,
    why: change.why.map(({ name, before, value, share, reason }) => ({ feature: name, before, value, share, reason })),
  };
}
