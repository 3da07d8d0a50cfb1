import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { readDecisions } from '../resolve/index.ts';
import type { DecisionReceipt, IdentityDecisionView, SamenessRequest } from '../types.ts';
import { pseudonym } from '../vault/index.ts';
import { runOf } from '../views/index.ts';
import { findingFolders } from './findings.ts';
import { identifierOf } from './identifier-of.ts';
import { recordDecision } from './record-decision.ts';

/**
 * Writes down that two persons are one, or are not; every later run keeps to it, and a later decision about the
 * same two takes its place.
 * @throws ExcavatorError reason_missing, decider_missing, identity_unknown, identity_one
 */
export async function decideSameness(home: Home, request: SamenessRequest): Promise<DecisionReceipt> {
  const { a, b, decision, by, reason } = request;
  if (by.trim() === '') throw missing('decider_missing', 'needs the account of who decides', 'Sign in: --as ACCOUNT.');
  if (reason.trim() === '') throw missing('reason_missing', 'needs a reason', 'Add --reason TEXT.');
  const folders = findingFolders(home, runOf(home, undefined).runId);
  const identifierA = await identifierOf(home, folders, a);
  const identifierB = await identifierOf(home, folders, b);
  for (const [name, identifier] of [
    [a, identifierA],
    [b, identifierB],
  ] as const)
    if (identifier === undefined) throw unknown(name);
  if (identifierA === identifierB) throw one(a, b);
  const at = home.clock();
  recordDecision(home, {
    decision,
    identifierA: identifierA as string,
    identifierB: identifierB as string,
    finding: '',
    reason,
    by,
    at,
  });
  return { finding: `${a} and ${b}`, decision, at, notices: ['It takes effect with the next `excavator run`.'] };
}

/** Decisions in force, newest first; identifiers appear as the pseudonyms they have by themselves. */
export function identityDecisions(home: Home): readonly IdentityDecisionView[] {
  const views = readDecisions(home.sealedDir).map(
    ({ decision, identifierA, identifierB, by, at, reason }): IdentityDecisionView => ({
      decision,
      person_a: pseudonym(home.key, identifierA),
      person_b: pseudonym(home.key, identifierB),
      by: by ?? null,
      at,
      reason,
    }),
  );
  return [...views].sort((x, y) => y.at - x.at || (x.person_a < y.person_a ? -1 : 1));
}

function missing(code: string, what: string, advice: string): ExcavatorError {
  return new ExcavatorError({
    code,
    kind: 'usage',
    what: `A decision about who is who ${what}.`,
    expected: 'a text',
    advice,
  });
}

function unknown(got: string): ExcavatorError {
  return new ExcavatorError({
    code: 'identity_unknown',
    kind: 'not_found',
    what: 'Nobody is known by this name.',
    got,
    expected: 'a pseudonym (P-...) or the id of a record of the newest run',
    advice: 'Take one from `excavator rank`, `findings` or from the records.',
  });
}

function one(a: string, b: string): ExcavatorError {
  return new ExcavatorError({
    code: 'identity_one',
    kind: 'usage',
    what: 'Both name one and the same identifier; there is nothing to join or part.',
    got: `${a}, ${b}`,
    advice: 'Name two records that show different ids, phones or plates.',
  });
}
