import { type Lake, sql } from '../../lake/index.ts';
import { toldApart } from './decisions.ts';
import { linksOf } from './links.ts';
import { findHolderChanges } from './showings.ts';
import { findSuccessions } from './succession.ts';
import { findImpossibleTravel } from './travel.ts';
import type { IdentifierState, IdentityDecision, Lifetimes } from './types.ts';

/** Tables this folder keeps in the lake until `dropLifetimes`. */
const kept = ['number_sighting', 'number_index', 'place_index', 'showing', 'holder_use', 'presence'] as const;

/**
 * The lifetimes of identifiers: every state with its probability, and the identifiers that are one person
 * because of it or by decision. Expects `claim`, `presence`, `showing`, `holder_use`, and `person_key` and `tenure` of the first numbering.
 */
export async function findLifetimes(lake: Lake, decisions: readonly IdentityDecision[]): Promise<Lifetimes> {
  const successions = await findSuccessions(lake, toldApart(decisions));
  const holders = await findHolderChanges(lake);
  const travel = await findImpossibleTravel(lake);
  return {
    states: [...successions.states, ...holders.states, ...travel.states, ...(await decidedApart(lake, decisions))],
    links: await linksOf(lake, successions.states, decisions),
    notices: [...successions.notices, ...holders.notices, ...travel.notices],
  };
}

export async function dropLifetimes(lake: Lake): Promise<void> {
  for (const table of kept) await lake.run(lake.dialect.drop(table));
}

/** What people decided to be apart stays listed, so that it can be seen and taken back. */
async function decidedApart(lake: Lake, decisions: readonly IdentityDecision[]): Promise<readonly IdentifierState[]> {
  const apart = decisions.filter(({ decision }) => decision === 'not_same');
  if (apart.length === 0) return [];
  const list = apart.flatMap(({ identifierA, identifierB }) => [sql.text(identifierA), sql.text(identifierB)]);
  const rows = await lake.rows<{ identifier: string }>(
    `select identifier from person_key where identifier in (${list.join(', ')})`,
  );
  const known = new Set(rows.map(({ identifier }) => identifier));
  return apart
    .filter(({ identifierA, identifierB }) => known.has(identifierA) && known.has(identifierB))
    .map(({ identifierA, identifierB, at }) => ({
      kind: 'cannot_link',
      probability: 1,
      identifierA,
      identifierB,
      firstAt: at,
      lastAt: at,
      recordCount: 0,
      records: [],
      evidence: [{ what: 'a person decided that they are not the same', weight: -Number.MAX_SAFE_INTEGER }],
    }));
}
