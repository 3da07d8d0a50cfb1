import type { Lake } from '../../lake/index.ts';
import * as steps from '../sql/lifetimes.ts';
import { linksOf } from './links.ts';
import { findHolderChanges } from './showings.ts';
import { findSuccessions } from './succession.ts';
import { findImpossibleTravel } from './travel.ts';
import type { IdentityDecision, Lifetimes } from './types.ts';

/** Tables this folder keeps in the lake until `dropLifetimes`. */
const kept = ['number_sighting', 'number_index', 'place_index', 'showing', 'presence'] as const;

/**
 * The lifetimes of identifiers: every state with its probability, and the identifiers that are one person
 * because of it or by decision. Expects `claim`, `person_key` and `tenure` of the first numbering.
 */
export async function findLifetimes(lake: Lake, decisions: readonly IdentityDecision[]): Promise<Lifetimes> {
  const apart = new Set(
    decisions
      .filter(({ decision }) => decision === 'not_same')
      .flatMap(({ identifierA, identifierB }) => [`${identifierA} ${identifierB}`, `${identifierB} ${identifierA}`]),
  );
  const successions = await findSuccessions(lake, (a, b) => apart.has(`${a} ${b}`));
  await lake.run(lake.dialect.keep('showing', steps.showing));
  const holders = await findHolderChanges(lake);
  const travel = await findImpossibleTravel(lake);
  return {
    states: [...successions.states, ...holders.states, ...travel.states],
    links: await linksOf(lake, successions.states, decisions),
    notices: [...successions.notices, ...holders.notices, ...travel.notices],
  };
}

export async function dropLifetimes(lake: Lake): Promise<void> {
  for (const table of kept) await lake.run(lake.dialect.drop(table));
}
