import { type Book, opaque, type Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { demandRight, expose, openCaseOf, type Principal } from '../rights/index.ts';
import type { HiddenPersons } from './own-view.ts';
import { leadPolicy } from './policy.ts';
import { transitions } from './states.ts';
import { evidenceOf, leadOf, putLead, takeStep } from './store.ts';
import type { LeadRow, LeadView } from './types.ts';
import { demandCurrent, personsShown, viewOf } from './view.ts';

/** What somebody does with a lead. */
export interface Doing {
  readonly at: number;
  readonly lead: string;
  readonly code?: string;
  readonly reason?: string;
  /** Idempotency key. */
  readonly once?: string;
  /** The version that was seen: another one in the book means that somebody was faster. */
  readonly version?: number;
}

export interface Receipt {
  readonly lead: string;
  readonly state: LeadRow['state'];
}

const codes: ReadonlySet<string> = new Set(transitions.flatMap((one) => one.codes ?? []));
const known = (code: string): string => (codes.has(code) ? code : '');

/** One step of a lead by a person, with the rights, the state and the reason checked inside the act. */
export function stepBy(
  who: Principal,
  act: string,
  { at, lead, code = '', reason = '', once, version }: Doing,
  change: (row: LeadRow, pages: Pages) => Partial<LeadRow> = () => ({}),
) {
  return {
    act: {
      at,
      actor: who.account,
      act,
      subject: opaque(lead),
      detail: { code: known(code) },
      ...(once === undefined ? {} : { once }),
    },
    work: (pages: Pages): Receipt => {
      const row = leadOf(pages, lead);
      demandRight(who, act, row.unit);
      demandCurrent(row, at);
      if (version !== undefined && version !== row.steps) throw staleVersion(row.id);
      const after = takeStep(pages, row, { act, by: who.account, at, code, reason }, change(row, pages));
      return { lead, state: after.state };
    },
  };
}

/** Finds the next lead of a unit: one whose lock has lapsed before the highest of the queue. */
export function openQueue({ database }: Book): (unit: string, at: number) => string | undefined {
  const lapsed = database.prepare<[string, number, number], string>(
    `select id from lead where unit = ? and state = 'in_review' and lock_until <= ? and expires_at > ? order by lock_until limit 1`,
  );
  const queued = database.prepare<[string, number], string>(
    `select id from lead where unit = ? and state = 'proposed' and expires_at > ? order by priority desc, id limit 1`,
  );
  for (const statement of [lapsed, queued]) statement.pluck();
  return (unit, at) => lapsed.get(unit, at, at) ?? queued.get(unit, at);
}

/** Takes the next lead of the reviewer's unit; null when there is none. */
export function takeNext(who: Principal, at: number, queue: ReturnType<typeof openQueue>, once?: string) {
  return {
    act: {
      at,
      actor: who.account,
      act: 'lead.next',
      subject: `unit:${who.unit}`,
      ...(once === undefined ? {} : { once }),
    },
    work: (pages: Pages): Receipt | null => {
      demandRight(who, 'lead.next');
      const id = queue(who.unit, at);
      if (id === undefined) return null;
      const taken = { act: 'lead.next', by: who.account, at };
      const lock = { lock_by: who.account, lock_until: at + leadPolicy.lockSeconds, opened_by: null };
      const row = takeStep(pages, leadOf(pages, id), taken, lock);
      pages.note('lead', id);
      return { lead: id, state: row.state };
    },
  };
}

/** Gives a lead to a reviewer of the unit for a working day. @throws ExcavatorError assignee_unfit */
export function assignLead(who: Principal, at: number, lead: string, to: string, reviews: (unit: string) => boolean) {
  return {
    act: { at, actor: who.account, act: 'lead.assign', subject: opaque(lead), detail: { to: opaque(to) } },
    work: (pages: Pages): Receipt => {
      const row = leadOf(pages, lead);
      demandRight(who, 'lead.assign', row.unit);
      demandCurrent(row, at);
      if (!reviews(row.unit ?? '')) throw assigneeUnfit();
      const lock = { lock_by: to, lock_until: at + leadPolicy.assignedSeconds, opened_by: null };
      return { lead, state: takeStep(pages, row, { act: 'lead.assign', by: who.account, at }, lock).state };
    },
  };
}

function assigneeUnfit(): ExcavatorError {
  return new ExcavatorError({
    code: 'assignee_unfit',
    kind: 'usage',
    what: 'A lead is given to a reviewer of its own unit.',
    expected: 'an active account with the role reviewer in the unit of the lead',
    advice: 'Name another account.',
  });
}

/**
 * Opens a lead with its evidence. Whoever holds its lock has then seen it, which a decision asks for. Under a case the
 * persons it shows count against the case's budget; an investigator must name one.
 */
export function readLead(
  who: Principal,
  at: number,
  lead: string,
  caseId: string | undefined,
  hiddenFrom: HiddenPersons,
) {
  return {
    act: { at, actor: who.account, act: 'lead.read', subject: opaque(lead) },
    work: (pages: Pages): LeadView => {
      const row = leadOf(pages, lead);
      demandRight(who, 'lead.read', row.unit);
      demandCurrent(row, at);
      if (who.role === 'integrator' && !decidedYes.has(row.state)) throw notApproved();
      if (caseId === undefined && who.role === 'investigator') throw caseNeeded();
      if (caseId !== undefined) {
        const { evidence } = evidenceOf(pages, lead);
        const file = openCaseOf(pages, who, caseId);
        pages.note('case', file.id);
        pages.note('exposed', expose(pages, file, personsShown(row, evidence), at));
      }
      const holds = row.state === 'in_review' && row.lock_by === who.account && row.lock_until > at;
      if (holds && row.opened_by !== who.account) putLead(pages, { ...row, opened_by: who.account });
      return viewOf(pages, row, who.account, hiddenFrom(who));
    },
  };
}

/** A decision is the holder's, while the lock lasts, after opening the evidence (oversight rule 8). */
export function demandHeldAndOpened(who: Principal, at: number, row: LeadRow, opened: boolean): void {
  if (row.state !== 'in_review') return;
  if (row.lock_by !== who.account || row.lock_until <= at) throw lockLapsed(row.lock_by === who.account);
  if (!opened || row.opened_by === who.account) return;
  throw new ExcavatorError({
    code: 'evidence_unopened',
    kind: 'conflict',
    what: 'Nobody decides about a lead without having opened its evidence.',
    where: row.id,
    advice: 'Open it first: `excavator lead show`.',
  });
}

function staleVersion(where: string): ExcavatorError {
  return new ExcavatorError({
    code: 'stale_version',
    kind: 'conflict',
    what: 'Somebody changed this lead since you opened it; nothing was done.',
    where,
    advice: 'Open it again and decide on what it says now.',
  });
}

function lockLapsed(own: boolean): ExcavatorError {
  return new ExcavatorError({
    code: own ? 'lock_lapsed' : 'lock_of_another',
    kind: 'conflict',
    what: own ? 'Your lock on this lead has lapsed.' : 'Somebody else holds this lead, or nobody does.',
    advice: 'Take the next lead: `excavator lead next`.',
  });
}

/** What a machine may open: its unit's business begins when a person has said yes. */
const decidedYes: ReadonlySet<LeadRow['state']> = new Set(['approved', 'dispatched', 'outcome_recorded']);

function notApproved(): ExcavatorError {
  return new ExcavatorError({
    code: 'lead_not_approved',
    kind: 'forbidden',
    what: 'Machines open only leads that a person has approved.',
    advice: 'Wait for lead.raised.',
  });
}

function caseNeeded(): ExcavatorError {
  return new ExcavatorError({
    code: 'case_needed',
    kind: 'forbidden',
    what: 'An investigator opens a lead under a case.',
    expected: 'an open case of the own unit',
    advice: 'Name it with --case.',
  });
}
