import { ExcavatorError } from '../kernel/errors.ts';
import type { Principal, StaffRole } from './types.ts';

/** Who may do one act, and for whose unit. What state the thing must be in is said where its states are. */
export interface Right {
  readonly act: string;
  readonly roles: readonly StaffRole[];
  /** own: only what belongs to the unit of whoever acts. */
  readonly unit: 'own' | 'any';
  readonly words: string;
}

const right = (act: string, roles: readonly StaffRole[], unit: 'own' | 'any', words: string): Right =>
  Object.freeze({ act, roles: Object.freeze([...roles]), unit, words });

/**
 * Every act that a person or a machine may ask for. An act that is not here is nobody's. The administrator keeps
 * accounts and units, sees no lead and no identity, and there is no act that writes the log.
 */
export const rights: readonly Right[] = Object.freeze([
  right('ranking.read', ['investigator', 'reviewer', 'supervisor', 'analyst'], 'any', 'see the rankings'),
  right('person.read', ['investigator', 'reviewer', 'supervisor'], 'any', 'look at a scored person under a case'),
  right(
    'person.graph',
    ['investigator', 'reviewer', 'supervisor'],
    'any',
    'see who is around a scored person, under a case',
  ),
  right(
    'person.timeline',
    ['investigator', 'reviewer', 'supervisor'],
    'any',
    'see what the records hold of a scored person, under a case',
  ),
  right(
    'graph.export',
    ['investigator', 'supervisor'],
    'own',
    'take out a drawing of people that were shown under a case, stamped',
  ),
  right(
    'finding.read',
    ['investigator', 'reviewer', 'supervisor'],
    'any',
    'see what became of phones, plates and ids of people in reach, under a case',
  ),
  right(
    'event.read',
    ['investigator', 'reviewer', 'supervisor', 'integrator'],
    'own',
    'hear what happens to leads of the unit',
  ),
  right('model.read', ['analyst', 'supervisor'], 'any', 'see models, their cards, gates and drift'),
  right('model.train', ['analyst'], 'any', 'train a challenger and score it beside the champion'),
  right('model.promote', ['analyst'], 'any', 'propose a champion, approve what another proposed, or go back'),
  right('identity.decide', ['supervisor', 'analyst'], 'any', 'decide that two are one person, or are not'),
  right('records.combine', ['analyst', 'supervisor'], 'any', 'run the line over the records'),
  right('records.collect', ['analyst', 'integrator'], 'any', 'load a batch of records'),
  right(
    'records.read',
    ['analyst', 'supervisor', 'integrator'],
    'any',
    'see which batches were loaded, and what became of their rows',
  ),
  right(
    'status.read',
    ['investigator', 'reviewer', 'supervisor', 'analyst', 'integrator', 'administrator'],
    'any',
    'see tables, runs and models',
  ),
  right('lead.propose', ['analyst', 'supervisor'], 'any', 'make leads from the newest ranking'),
  right('lead.list', ['investigator', 'reviewer', 'supervisor'], 'own', 'see which leads there are'),
  right(
    'lead.read',
    ['investigator', 'reviewer', 'supervisor', 'integrator'],
    'own',
    'open a lead with its evidence; a machine only what a person approved',
  ),
  right('lead.next', ['reviewer'], 'own', 'take the next lead, locked for a while'),
  right('lead.assign', ['supervisor'], 'own', 'give a lead to a reviewer of the unit'),
  right('reviewer.list', ['supervisor'], 'own', 'see who reviews in the unit, and how much each has in hand'),
  right('lead.release', ['reviewer'], 'own', 'give a lead back undecided'),
  right('lead.ask', ['reviewer'], 'own', 'ask for more before deciding'),
  right('lead.supply', ['investigator', 'supervisor'], 'own', 'answer what was asked'),
  right('lead.view', ['reviewer'], 'own', 'say what the facts alone look like, of a lead judged blind'),
  right('lead.approve', ['reviewer'], 'own', 'say yes, with a reason, after opening the evidence'),
  right('lead.dismiss', ['reviewer'], 'own', 'say no, with a reason, after opening the evidence'),
  right('lead.dispatch', ['supervisor'], 'own', 'hand an approved lead to the unit on the street'),
  right('lead.outcome', ['investigator'], 'own', 'record the established fact that came of it'),
  right('lead.withdraw', ['supervisor'], 'own', 'take a lead back'),
  right('label.export', ['analyst'], 'any', 'take out outcomes as labels, pseudonymous'),
  right('case.open', ['supervisor'], 'own', 'open a case with a purpose and a budget'),
  right('case.close', ['supervisor'], 'own', 'close a case; its grants end'),
  right('case.budget', ['supervisor'], 'own', 'allow a case to look at more persons'),
  right('case.list', ['investigator', 'reviewer', 'supervisor'], 'own', 'see the cases of the unit'),
  right('disclosure.request', ['investigator'], 'own', 'ask for the identity behind one lead'),
  right('disclosure.approve', ['supervisor'], 'own', "grant somebody else's request, for a time"),
  right('disclosure.refuse', ['supervisor'], 'own', "refuse somebody else's request"),
  right('disclosure.list', ['investigator', 'supervisor'], 'own', 'see the requests of the unit'),
  right('disclosure.read', ['investigator'], 'own', 'read the identity while the own grant lasts'),
  right('account.create', ['administrator'], 'any', 'make an account'),
  right('account.close', ['administrator'], 'any', 'close an account'),
  right('account.unlock', ['administrator'], 'any', 'unlock an account and set a first password'),
  right('account.list', ['administrator'], 'any', 'see which accounts there are'),
  right('client.manage', ['administrator'], 'any', 'register, rotate and revoke the machines that may call the API'),
  right('unit.create', ['administrator'], 'any', 'make a unit'),
  right(
    'endpoint.manage',
    ['administrator'],
    'any',
    'register, try, rotate and close endpoints that are told of leads',
  ),
  right('endpoint.acknowledge', ['administrator', 'integrator'], 'any', 'say that a recipient took an event in'),
  right('endpoint.list', ['administrator', 'integrator'], 'any', 'see the endpoints and what became of deliveries'),
  right('vault.rotate', ['administrator'], 'any', 'seal every identity under a new key, unseen'),
  right('records.correct', ['supervisor'], 'any', 'correct or erase a record'),
  right('retention.preview', ['supervisor', 'administrator'], 'any', 'see what would go'),
  right('retention.purge', ['supervisor'], 'any', 'let records go past their limit, with what was derived'),
  right('audit.verify', ['supervisor', 'analyst', 'administrator'], 'any', 'check the log'),
  right('audit.export', ['supervisor', 'analyst', 'administrator'], 'any', 'take out checkpoints and proofs'),
  right('authority.clock', ['supervisor', 'analyst'], 'any', 'put the clock of a log right that is ahead; two people'),
  right(
    'authority.stop',
    ['investigator', 'reviewer', 'supervisor', 'analyst', 'administrator'],
    'any',
    'halt scoring and dispatch',
  ),
  right('authority.resume', ['supervisor', 'administrator'], 'any', 'let scoring and dispatch go on; two people'),
]);

const byAct: ReadonlyMap<string, Right> = new Map(rights.map((one) => [one.act, one]));

/**
 * @param unit of the thing acted on; null where it belongs to none yet, undefined where the act has no such thing
 * @throws ExcavatorError right_missing, other_unit, password_must_change (all of kind forbidden)
 */
export function demandRight(who: Principal, act: string, unit?: string | null): void {
  const found = byAct.get(act);
  if (who.mustRotate)
    throw forbidden('password_must_change', act, who.account, 'Change the password first: `excavator user password`.');
  if (found === undefined || !found.roles.includes(who.role) || who.scopes?.includes(act) === false)
    throw forbidden(
      'right_missing',
      act,
      who.role,
      'Ask somebody whose role has the right; docs/generated/rights.md lists them.',
    );
  if (found.unit === 'own' && unit !== undefined && unit !== who.unit)
    throw forbidden('other_unit', act, 'a thing of another unit', 'Ask a colleague of that unit.');
}

/** Every act that somebody may ask for. */
export function actsOf({ role, scopes }: Pick<Principal, 'role' | 'scopes'>): readonly string[] {
  const acts = rights.filter(({ roles }) => roles.includes(role)).map(({ act }) => act);
  return scopes === undefined ? acts : acts.filter((act) => scopes.includes(act));
}

export function mayAct(who: Principal, act: string, unit?: string | null): boolean {
  try {
    demandRight(who, act, unit);
    return true;
  } catch {
    return false;
  }
}

const sentences = {
  password_must_change: 'The password of this account must be changed before anything else.',
  right_missing: 'This role has no right to do that.',
  other_unit: 'That belongs to another unit.',
} as const;

function forbidden(code: keyof typeof sentences, where: string, got: string, advice: string): ExcavatorError {
  return new ExcavatorError({ code, kind: 'forbidden', what: sentences[code], where, got, advice });
}
