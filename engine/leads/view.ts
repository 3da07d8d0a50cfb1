import type { Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { ownViewGiven } from './own-view.ts';
import { mayBeUsedFor, notEvidence } from './policy.ts';
import { liveStates } from './states.ts';
import { evidenceOf, stepsOf } from './store.ts';
import type { LeadEvidence, LeadLine, LeadRow, LeadView } from './types.ts';

/** While a lead is judged blind, no list and no event tells whether the ranking flagged the person. */
export const judgedBlind = (row: LeadRow): boolean => row.blind === 1 && row.decided_by === null;

const noScore = Object.freeze({ band: null, score: null, low: null, high: null });
const scoreOf = ({ band, score, low, high }: LeadRow) => ({ band, score, low, high });

/** @param keptBack whether the reader must not see the score, because the same person is judged blind in another lead */
export function lineOf(row: LeadRow, keptBack = false): LeadLine {
  const blind = judgedBlind(row) || keptBack;
  return Object.freeze({
    id: row.id,
    person: row.person,
    role: row.role,
    area: row.area,
    unit: row.unit,
    state: row.state,
    ...(blind ? noScore : scoreOf(row)),
    model: row.model,
    asOf: row.as_of,
    proposedAt: row.proposed_at,
    expiresAt: row.expires_at,
    lockedBy: row.lock_by,
    lockUntil: row.lock_until,
    version: row.steps,
    notEvidence,
    mayBeUsedFor: mayBeUsedFor[row.role],
  });
}

/**
 * As one account sees it: the score of a lead that is judged blind shows to whoever has given an own view, and to all once
 * it is decided; that of another lead about the same person stays back as long.
 */
export function viewOf(pages: Pages, row: LeadRow, account: string, hidden: ReadonlySet<string>): LeadView {
  const { evidence } = evidenceOf(pages, row.id);
  const blind = judgedBlind(row) && !ownViewGiven(pages, row, account);
  const keptBack = blind || (row.blind !== 1 && hidden.has(row.person));
  return Object.freeze({
    ...(keptBack ? lineOf(row, true) : { ...lineOf(row), ...scoreOf(row) }),
    evidence: keptBack ? withoutReasons(evidence) : evidence,
    steps: stepsOf(pages, row),
    blind,
  });
}

function withoutReasons(evidence: LeadEvidence): LeadEvidence {
  return { ...evidence, reasonsFor: [], reasonsAgainst: [], wouldChange: [] };
}

/** Everybody that a look at the lead shows. */
export function personsShown(row: LeadRow, { path, contacts }: LeadEvidence): readonly string[] {
  return [...new Set([row.person, ...[...path, ...contacts].flatMap(({ from, to }) => [from, to])])];
}

/** An expired or withdrawn lead tells nothing any more (oversight rule 10). @throws ExcavatorError lead_expired, lead_withdrawn */
export function demandCurrent(row: LeadRow, at: number): void {
  const expired = row.state === 'expired' || (liveStates.has(row.state) && at >= row.expires_at);
  if (!expired && row.state !== 'withdrawn') return;
  throw new ExcavatorError({
    code: expired ? 'lead_expired' : 'lead_withdrawn',
    kind: 'not_found',
    what: expired ? 'This lead has expired; nothing may be done with it any more.' : 'This lead was withdrawn.',
    got: row.id,
    advice: 'Forget what it said.',
  });
}
