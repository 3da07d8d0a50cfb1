import type { Act, Book, Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import {
  type Deployment,
  demandAuthority,
  demandRight,
  demandRunning,
  ownApproval,
  type Principal,
} from '../rights/index.ts';
import { demandViewGiven, demandViewOpen, type HiddenPersons, openHiddenPersons } from './own-view.ts';
import { type LeadPage, type PageQuery, pageOf } from './page.ts';
import { leadPolicy } from './policy.ts';
import {
  assignLead,
  type Doing,
  demandHeldAndOpened,
  openQueue,
  type Receipt,
  readLead,
  stepBy,
  takeNext,
} from './review.ts';
import { type Reviewer, readReviewers } from './reviewers.ts';
import { type LeadState, leadStates } from './states.ts';
import { labelTable } from './tables.ts';
import type { Label, LeadLine, LeadRow, LeadView } from './types.ts';
import { lineOf } from './view.ts';
import { type WrongfulFlags, wrongfulFlags } from './wrongful.ts';

export interface ListQuery {
  readonly state?: LeadState;
  readonly top?: number;
}

/** What people do with leads, one act a call; the promises share transactions with whatever is asked for meanwhile. */
export interface LeadBook {
  list(who: Principal, at: number, query?: ListQuery): Promise<readonly LeadLine[]>;
  /** One page of the unit's leads, filtered and in a stable order. */
  page(who: Principal, at: number, query?: PageQuery): Promise<LeadPage>;
  /** How often people of the unit said that a flag was wrong. */
  wrongful(who: Principal, at: number): Promise<readonly WrongfulFlags[]>;
  /** Who reviews in the unit, and how many leads each has in hand. */
  reviewers(who: Principal, at: number): Promise<readonly Reviewer[]>;
  /** Gives a lead to a reviewer of its unit. */
  assign(who: Principal, at: number, lead: string, to: string): Promise<Receipt>;
  /** Null when the unit has none. */
  next(who: Principal, at: number, once?: string): Promise<Receipt | null>;
  read(who: Principal, at: number, lead: string, caseId?: string): Promise<LeadView>;
  /** What the facts alone look like, of a lead that is judged blind: given once, and then the score shows. */
  view(who: Principal, doing: Doing): Promise<Receipt>;
  /** Persons whose score is kept from this account, because it has yet to judge them blind. */
  hiddenFrom: HiddenPersons;
  release(who: Principal, doing: Doing): Promise<Receipt>;
  ask(who: Principal, doing: Doing): Promise<Receipt>;
  supply(who: Principal, doing: Doing): Promise<Receipt>;
  approve(who: Principal, doing: Doing): Promise<Receipt>;
  dismiss(who: Principal, doing: Doing): Promise<Receipt>;
  /** By somebody other than who approved; refused while dispatch is stopped. */
  dispatch(who: Principal, doing: Doing): Promise<Receipt>;
  outcome(
    who: Principal,
    doing: Doing & { readonly role: Label['role']; readonly establishedAt: number },
  ): Promise<Receipt>;
  withdraw(who: Principal, doing: Doing): Promise<Receipt>;
  labels(who: Principal, at: number): readonly Label[];
}

export function openLeadBook(book: Book, deployment: () => Deployment | undefined): LeadBook {
  const { database } = book;
  const queue = openQueue(book);
  const hiddenFrom = openHiddenPersons(book);
  const reviewer = database
    .prepare<[string, string], number>(
      "select 1 from account where id = ? and unit = ? and role = 'reviewer' and state = 'active'",
    )
    .pluck();
  /** Every change needs a deployment that is in force; reading does not. */
  const change = async (step: { readonly act: Act; readonly work: (pages: Pages) => Receipt }): Promise<Receipt> =>
    book.actSoon(step.act, (pages) => {
      demandAuthority(deployment(), step.act.at);
      return step.work(pages);
    });
  const listed = <T>(who: Principal, at: number, subject: string, read: () => T): Promise<T> =>
    book.actSoon({ at, actor: who.account, act: 'lead.list', subject }, () => {
      demandRight(who, 'lead.list');
      return read();
    });
  const decide = (who: Principal, act: string, doing: Doing, opened: boolean): Promise<Receipt> =>
    change(
      stepBy(who, act, doing, (row, pages) => {
        demandHeldAndOpened(who, doing.at, row, opened);
        if (opened && row.state === 'in_review') demandViewGiven(pages, row, who.account);
        return { lock_by: null, lock_until: 0, ...(opened ? { decided_by: who.account } : { opened_by: null }) };
      }),
    );
  return {
    list: (who, at, query = {}) =>
      listed(who, at, `unit:${who.unit}`, () => listOf(book, who.unit, query, hiddenFrom(who))),
    page: (who, at, query = {}) => listed(who, at, `unit:${who.unit}`, () => pageOf(book, who, query, hiddenFrom(who))),
    wrongful: (who, at) => listed(who, at, 'wrongful flags', () => wrongfulFlags(book, who.unit)),
    reviewers: (who, at) => readReviewers(book, who, at),
    assign: (who, at, lead, to) => change(assignLead(who, at, lead, to, (unit) => reviewer.get(to, unit) === 1)),
    next: async (who, at, once) => {
      const { act, work } = takeNext(who, at, queue, once);
      return book.actSoon(act, (pages) => {
        demandAuthority(deployment(), at);
        return work(pages);
      });
    },
    read: async (who, at, lead, caseId) => {
      const { act, work } = readLead(who, at, lead, caseId, hiddenFrom);
      return book.actSoon(act, work);
    },
    hiddenFrom,
    view: (who, doing) =>
      change(
        stepBy(who, 'lead.view', doing, (row, pages) => {
          demandHeldAndOpened(who, doing.at, row, true);
          if (row.state === 'in_review') demandViewOpen(pages, row, who.account);
          return {};
        }),
      ),
    release: (who, doing) => decide(who, 'lead.release', doing, false),
    ask: (who, doing) => decide(who, 'lead.ask', doing, false),
    supply: (who, doing) => change(stepBy(who, 'lead.supply', doing)),
    approve: (who, doing) => decide(who, 'lead.approve', doing, true),
    dismiss: (who, doing) => decide(who, 'lead.dismiss', doing, true),
    dispatch: (who, doing) =>
      change(
        stepBy(who, 'lead.dispatch', doing, (row) => {
          demandRunning(book);
          if (row.decided_by === who.account) throw ownApproval('lead.dispatch');
          return { expires_at: doing.at + leadPolicy.dispatchedSeconds };
        }),
      ),
    outcome: (who, doing) =>
      change(
        stepBy(who, 'lead.outcome', doing, (row, pages) => {
          checkOutcome(doing.code ?? '', doing.role, doing.establishedAt, doing.at);
          pages.put(labelTable, {
            id: row.id,
            person: row.person,
            role: doing.role,
            basis: doing.code ?? '',
            established_at: doing.establishedAt,
            prompted_by_score: row.sample === 1 ? 0 : 1,
            recorded_by: who.account,
            recorded_at: doing.at,
          });
          return {};
        }),
      ),
    withdraw: (who, doing) => change(stepBy(who, 'lead.withdraw', doing)),
    labels: (who, at) =>
      book.act({ at, actor: who.account, act: 'label.export', subject: 'labels' }, () => {
        demandRight(who, 'label.export');
        return database.prepare<[], LabelRow>('select * from label order by id').all().map(labelOf);
      }),
  };
}

interface LabelRow {
  readonly id: string;
  readonly person: string;
  readonly role: Label['role'];
  readonly basis: string;
  readonly established_at: number;
  readonly prompted_by_score: number;
}

function labelOf({ id, person, role, basis, established_at, prompted_by_score }: LabelRow): Label {
  return { lead: id, person, role, basis, establishedAt: established_at, promptedByScore: prompted_by_score === 1 };
}

const listedMost = 500;

function listOf(
  { database }: Book,
  unit: string,
  { state, top = 50 }: ListQuery,
  hidden: ReadonlySet<string>,
): readonly LeadLine[] {
  const states = state === undefined ? leadStates : [state];
  const rows = states.flatMap((one) =>
    database
      .prepare<[string, string, number], LeadRow>(
        'select * from lead where unit = ? and state = ? order by priority desc, id limit ?',
      )
      .all(unit, one, Math.min(top, listedMost)),
  );
  return rows.slice(0, Math.min(top, listedMost)).map((row) => lineOf(row, hidden.has(row.person)));
}

/** Arrests and stops are no outcomes: counting them would teach the model its own past attention (oversight rule 13). */
function checkOutcome(basis: string, role: Label['role'], establishedAt: number, at: number): void {
  const cleared = (basis === 'cleared') === (role === 'cleared');
  if (cleared && establishedAt <= at) return;
  throw new ExcavatorError({
    code: 'outcome_malformed',
    kind: 'usage',
    what: 'An outcome is an established fact: a basis, the role it established, and when, not in the future.',
    got: `${basis} as ${role}`,
    expected: 'a role with a basis such as seizure, or cleared with cleared',
    advice: 'A stop, a search or an arrest is no outcome; wait for the established fact.',
  });
}
