import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { bookOf, championPlace, namedModel } from '../line/index.ts';
import { type Gate, gatesOf, type ModelPlace, placeOf, shippedPlace } from '../registry/index.ts';
import type { PromoteCommand, PromotionReport } from './types.ts';

const evaluationsRead = 200;
const movesRead = 500;

/** Every condition under which a model may become champion here, and whether it holds. */
export function gatesFor(home: Home, place: ModelPlace): readonly Gate[] {
  const all = bookOf(home).evaluations(evaluationsRead);
  const own = all.find(({ sha256 }) => sha256 === place.sha256);
  const now = championPlace(home);
  const champion = all.find(({ sha256, runId }) => sha256 === now.sha256 && runId === own?.runId);
  return gatesOf(own, champion, filesOf(place.folder));
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder)
      .filter((name) => /\.(json|md)$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/**
 * `by` proposes a model whose gates all pass, `approveBy`, another person, makes it champion; the gates are looked at
 * again then, and the model is read whole, so that nothing damaged is promoted.
 * @throws ExcavatorError promote_one_of_two, promote_reason, promote_same_person, promote_not_proposed, model_damaged, …
 */
export function promote(home: Home, command: PromoteCommand): PromotionReport {
  const { by, approveBy, why = '' } = command;
  if ((by === undefined) === (approveBy === undefined)) throw oneOfTwo();
  const { place } = namedModel(home, command.model);
  const now = championPlace(home);
  const gates = gatesFor(home, place);
  const report = (state: PromotionReport['state'], ...notices: string[]): PromotionReport => ({
    model: place.label,
    state,
    replaces: now.label,
    gates,
    notices,
  });
  if (now.sha256 === place.sha256 && now.promoted) return report('champion', `${place.label} is champion already.`);
  if (gates.some(({ passed }) => !passed)) return report('refused', `${now.label} stays champion.`);
  if (by !== undefined) {
    if (why.trim() === '') throw noReason('promotion');
    bookOf(home).propose({
      move: 'promote',
      model: place.label,
      sha256: place.sha256,
      replaces: now.label,
      replacesSha256: now.sha256,
      proposedBy: person(by),
      proposedAt: home.clock(),
      reason: why.trim(),
      gates,
    });
    return report('proposed', `${now.label} stays champion until another person approves: --approve.`);
  }
  approve(home, place, person(approveBy ?? ''));
  return report('champion', `${place.label} ranks from the next \`excavator run\` on.`);
}

function approve(home: Home, place: ModelPlace, by: string): void {
  const book = bookOf(home);
  const proposal = book.openProposal(place.label);
  if (proposal === undefined || proposal.sha256 !== place.sha256)
    throw notProposed(place.label, proposal !== undefined);
  if (sameName(proposal.proposedBy, by)) throw samePerson(by);
  book.approve(proposal, by, home.clock());
}

/** Back to the champion before, in one move: a wrong model must not wait for a second signature. */
export function rollback(home: Home, by: string, why: string): PromotionReport {
  if (why.trim() === '') throw noReason('rollback');
  const book = bookOf(home);
  const alias = book.alias('champion');
  const promotions = book.moves(movesRead).filter(({ move, approvedBy }) => move === 'promote' && approvedBy !== null);
  const last = promotions.find(({ sha256 }) => sha256 === alias?.sha256);
  if (alias === undefined || last === undefined) throw nothingToRollBack();
  const back = last.replaces === null ? shippedPlace(home.config.home) : placeOf(home.config.home, last.replaces);
  namedModel(home, back.label);
  const named = promotions.some(({ sha256, sequence }) => sha256 === back.sha256 && sequence < last.sequence);
  const move = {
    model: back.label,
    sha256: back.sha256,
    replaces: alias.model,
    replacesSha256: alias.sha256,
    proposedBy: person(by),
    proposedAt: home.clock(),
    reason: why.trim(),
    gates: [],
  };
  book.rollBack(move, !named);
  return {
    model: back.label,
    state: 'champion',
    replaces: alias.model,
    gates: [],
    notices: [`${back.label} ranks from the next \`excavator run\` on.`],
  };
}

function person(name: string): string {
  const tidy = name.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (tidy !== '') return tidy;
  throw new ExcavatorError({
    code: 'promote_no_name',
    kind: 'usage',
    what: 'Who moves a champion says who they are.',
    expected: 'a name',
    advice: 'Sign in: --as ACCOUNT.',
  });
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function oneOfTwo(): ExcavatorError {
  return new ExcavatorError({
    code: 'promote_one_of_two',
    kind: 'usage',
    what: 'A promotion is either proposed or approved.',
    expected: '--why TEXT to propose, or --approve',
    advice: 'Give one of the two.',
  });
}

function noReason(move: string): ExcavatorError {
  return new ExcavatorError({
    code: 'promote_reason',
    kind: 'usage',
    what: `A ${move} needs a reason.`,
    expected: 'a sentence that says why',
    advice: 'Add --why TEXT.',
  });
}

function samePerson(name: string): ExcavatorError {
  return new ExcavatorError({
    code: 'promote_same_person',
    kind: 'forbidden',
    what: 'The person who proposed a model may not approve it.',
    got: name,
    expected: 'another person',
    advice: 'Ask somebody else to look at the card and the evaluation and to approve.',
  });
}

function notProposed(label: string, changed: boolean): ExcavatorError {
  return new ExcavatorError({
    code: 'promote_not_proposed',
    kind: 'conflict',
    what: changed ? 'The model has changed since it was proposed.' : 'Nobody has proposed this model.',
    got: label,
    advice: 'Propose it first: `excavator promote NAME/VERSION --why TEXT --as ACCOUNT`.',
  });
}

function nothingToRollBack(): ExcavatorError {
  return new ExcavatorError({
    code: 'rollback_nothing',
    kind: 'conflict',
    what: 'There is no promotion to take back.',
    advice: 'See the moves with `excavator report monthly`.',
  });
}
