import { type Act, type Book, opaque, type Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { demandRight, openCaseOf, ownApproval, type Principal } from '../rights/index.ts';
import type { Identities, Identity } from './identities.ts';
import { disclosureTable } from './tables.ts';

export interface Disclosure {
  readonly id: string;
  readonly lead: string;
  readonly person: string;
  readonly case_id: string;
  readonly unit: string;
  readonly purpose: string;
  readonly state: 'requested' | 'granted' | 'refused';
  readonly requester: string;
  readonly approver: string | null;
  readonly reason: string;
  readonly requested_at: number;
  /** 0 before it is granted; the identity is readable before this instant and sealed from it on. */
  readonly granted_until: number;
  readonly reads: number;
}

export interface DisclosureRequest {
  readonly at: number;
  /** The one subject: the person of this lead. */
  readonly lead: string;
  readonly caseId: string;
  readonly purpose: string;
  readonly once?: string;
}

/** What the vault must know of a lead; leads say it. */
export interface DisclosureSubject {
  readonly person: string;
  readonly unit: string | null;
  /** True where a person has approved the lead and it has not expired. */
  readonly approved: boolean;
}

/** Two people disclose: one asks, another grants, the first reads until the grant ends (oversight rules 3 and 4). */
export interface Disclosures {
  /** @throws ExcavatorError case_unknown, case_closed, case_foreign, purpose_missing, lead_not_approved */
  request(who: Principal, request: DisclosureRequest): Promise<Disclosure>;
  /** @throws ExcavatorError own_approval, disclosure_decided, disclosure_lapsed, case_closed */
  approve(who: Principal, at: number, id: string, hours: number, reason: string): Promise<Disclosure>;
  refuse(who: Principal, at: number, id: string, reason: string): Promise<Disclosure>;
  /** The identity, to the requester alone. @throws ExcavatorError grant_missing, grant_of_another, grant_ended, case_closed */
  read(who: Principal, at: number, id: string): Promise<Disclosed>;
}

/** An identity in the hands of whoever holds the grant. */
export interface Disclosed extends Identity {
  readonly person: string;
  /** Sealed again from then on. */
  readonly grantedUntil: number;
}

/** A grant lasts so long at most; a request that nobody answered is void after a week. */
const hoursMost = 72;
const answerSeconds = 7 * 86_400;

export function openDisclosures(
  book: Book,
  identities: Identities,
  subjectOf: (pages: Pages, lead: string, at: number) => DisclosureSubject,
  freshId: () => string,
): Disclosures {
  const decide = (
    who: Principal,
    act: 'disclosure.approve' | 'disclosure.refuse',
    { at, id, reason }: { readonly at: number; readonly id: string; readonly reason: string },
    change: (row: Disclosure, pages: Pages) => Partial<Disclosure>,
  ): Promise<Disclosure> =>
    book.actSoon({ at, actor: who.account, act, subject: opaque(id) }, (pages) => {
      const row = grantOf(pages, id);
      demandRight(who, act, row.unit);
      if (row.requester === who.account) throw ownApproval(act);
      if (row.state !== 'requested') throw fault('disclosure_decided', id);
      if (at >= row.requested_at + answerSeconds) throw fault('disclosure_lapsed', id);
      if (reason.trim() === '') throw fault('purpose_missing', id);
      return put(pages, { ...row, reason, approver: who.account, ...change(row, pages) });
    });
  return {
    request: (who, { at, lead, caseId, purpose, once }) => {
      const act: Act = {
        at,
        actor: who.account,
        act: 'disclosure.request',
        subject: opaque(lead),
        ...(once === undefined ? {} : { once }),
      };
      return book.actSoon(act, (pages) => {
        const subject = subjectOf(pages, lead, at);
        demandRight(who, 'disclosure.request', subject.unit);
        const file = openCaseOf(pages, who, caseId);
        pages.note('case', file.id);
        if (purpose.trim() === '') throw fault('purpose_missing', lead);
        if (!subject.approved) throw fault('lead_not_approved', lead);
        return put(pages, {
          id: freshId(),
          lead,
          person: subject.person,
          case_id: file.id,
          unit: file.unit,
          purpose,
          state: 'requested',
          requester: who.account,
          approver: null,
          reason: '',
          requested_at: at,
          granted_until: 0,
          reads: 0,
        });
      });
    },
    approve: (who, at, id, hours, reason) =>
      decide(who, 'disclosure.approve', { at, id, reason }, (row, pages) => {
        if (!(hours > 0 && hours <= hoursMost)) throw fault('grant_too_long', id);
        openCaseOf(pages, who, row.case_id);
        return { state: 'granted', granted_until: at + Math.round(hours * 3600) };
      }),
    refuse: (who, at, id, reason) => decide(who, 'disclosure.refuse', { at, id, reason }, () => ({ state: 'refused' })),
    read: (who, at, id) =>
      book.actSoon({ at, actor: who.account, act: 'disclosure.read', subject: opaque(id) }, (pages) => {
        const row = grantOf(pages, id);
        demandRight(who, 'disclosure.read', row.unit);
        if (row.requester !== who.account) throw fault('grant_of_another', id);
        if (row.state !== 'granted' || row.approver === null || row.approver === row.requester)
          throw fault('grant_missing', id);
        if (at >= row.granted_until) throw fault('grant_ended', id);
        openCaseOf(pages, who, row.case_id);
        pages.note('recipient', who.account);
        pages.note('case', row.case_id);
        put(pages, { ...row, reads: row.reads + 1 });
        return { ...identities.open(pages, row.person), person: row.person, grantedUntil: row.granted_until };
      }),
  };
}

function grantOf(pages: Pages, id: string): Disclosure {
  const row = pages.get<Disclosure & { readonly [column: string]: string | number | null }>(disclosureTable, id);
  if (row === undefined) throw fault('disclosure_unknown', 'none');
  return row;
}

function put(pages: Pages, row: Disclosure): Disclosure {
  pages.put(disclosureTable, { ...row });
  return disclosureOf(row);
}

/** A request as it may be told: nothing of the table beyond. */
export function disclosureOf(row: Disclosure): Disclosure {
  const { id, lead, person, case_id, unit, purpose, state, requester, approver, reason } = row;
  const { requested_at, granted_until, reads } = row;
  return {
    id,
    lead,
    person,
    case_id,
    unit,
    purpose,
    state,
    requester,
    approver,
    reason,
    requested_at,
    granted_until,
    reads,
  };
}

const faults = {
  disclosure_unknown: ['not_found', 'There is no such request.', 'List them: `excavator disclose list`.'],
  disclosure_decided: ['conflict', 'This request was decided before.', 'Ask anew if it is still needed.'],
  disclosure_lapsed: ['conflict', 'This request is older than a week and void.', 'Ask anew if it is still needed.'],
  purpose_missing: [
    'forbidden',
    'A disclosure needs a purpose and a decision a reason, in words.',
    'Say what for, or why.',
  ],
  lead_not_approved: [
    'forbidden',
    'The person of a lead is disclosed only after a reviewer approved the lead.',
    'Have it reviewed first.',
  ],
  grant_too_long: [
    'usage',
    'A grant lasts more than nothing and at most 72 hours.',
    'Give fewer hours; another request can follow.',
  ],
  grant_missing: ['forbidden', 'Nobody has granted this request.', 'Wait until a second person has decided.'],
  grant_of_another: ['forbidden', 'This grant is for whoever asked for it.', 'Ask in your own name.'],
  grant_ended: ['forbidden', 'This grant has ended; the identity is sealed again.', 'Ask anew if it is still needed.'],
} as const;

function fault(code: keyof typeof faults, got: string): ExcavatorError {
  const [kind, what, advice] = faults[code];
  return new ExcavatorError({ code, kind, what, got, advice });
}
