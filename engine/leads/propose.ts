import type { Statement } from 'better-sqlite3';
import type { Act, Book, Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { type Unit, unitsOf } from '../rights/index.ts';
import { factsOf, newFacts, printsOf } from './known.ts';
import { bandOf, leadPolicy } from './policy.ts';
import { routeTo } from './routing.ts';
import { liveList } from './states.ts';
import { evidenceOf, putLead, takeStep } from './store.ts';
import { evidenceTable } from './tables.ts';
import type { LeadDraft, LeadEvidence, LeadRow } from './types.ts';

export interface ProposeContext {
  readonly at: number;
  /** Who let the job run. */
  readonly by: string;
  /** A fresh opaque id, `L-` and 16 letters or digits. */
  readonly freshId: () => string;
}

/** What became of the drafts of one job. */
export interface ProposeReport {
  readonly proposed: number;
  readonly refreshed: number;
  /** Back with new evidence after a no, an expiry or a withdrawal. */
  readonly reopened: number;
  /** A no, a withdrawal or an expiry that stands: nothing new is known. */
  readonly stood: number;
  /** In somebody's hands or done: left alone. */
  readonly untouched: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Open leads, of whatever job, that no unit of the right kind can take: nobody sees them and nobody is told. */
  readonly withoutUnit: number;
}

/** Leads in one transaction; between two of them other work gets its turn. */
const batch = 500;

/**
 * Makes leads of drafts, each an act of its own. A draft without a fact is refused and counted, never written. The flagged
 * lead that comes before a sampled person in the list is judged blind beside it.
 */
export function propose(book: Book, drafts: readonly LeadDraft[], context: ProposeContext): ProposeReport {
  const ground: Ground = {
    context,
    units: unitsOf(book),
    find: book.database.prepare<[string, string], LeadRow>('select * from lead where person = ? and role = ?'),
  };
  const counts = { proposed: 0, refreshed: 0, reopened: 0, stood: 0, untouched: 0 };
  const refused: Record<string, number> = {};
  const twins = new Set(drafts.flatMap((draft, i) => (draft.sample ? [i - 1] : [])));
  for (let from = 0; from < drafts.length; from += batch) {
    book.together((act) => {
      for (const [i, draft] of drafts.slice(from, from + batch).entries()) {
        try {
          const twin = drafts[from + i - 1];
          counts[place(ground, act, draft, draft.sample || twins.has(from + i), twin)]++;
        } catch (error) {
          if (!(error instanceof ExcavatorError) || error.kind === 'resource') throw error;
          refused[error.code] = (refused[error.code] ?? 0) + 1;
        }
      }
    });
  }
  const withoutUnit = book.database
    .prepare<[], number>(`select count(*) from lead where unit is null and state in (${liveList})`)
    .pluck()
    .get();
  return Object.freeze({ ...counts, refused, withoutUnit: withoutUnit ?? 0 });
}

type Doing = <T>(act: Act, work: (pages: Pages) => T) => T;
type Outcome = 'proposed' | 'refreshed' | 'reopened' | 'stood' | 'untouched';

/** What one job shares. */
interface Ground {
  readonly context: ProposeContext;
  readonly units: readonly Unit[];
  readonly find: Statement<[string, string], LeadRow>;
}

function place(ground: Ground, act: Doing, draft: LeadDraft, blind: boolean, twin: LeadDraft | undefined): Outcome {
  demandFacts(draft);
  const { context, units, find } = ground;
  const row = find.get(draft.person, draft.role);
  if (row === undefined) {
    const fresh = context.freshId();
    const { at, by } = context;
    act({ at, actor: by, act: 'lead.propose', subject: fresh, detail: { run: draft.run } }, (pages) => {
      putLead(pages, freshRow(fresh, draft, context, units, blind, twin));
      putEvidence(pages, fresh, draft, []);
    });
    return 'proposed';
  }
  if (row.state === 'proposed') return refresh(act, row, draft, context, units);
  if (row.state === 'dismissed' || row.state === 'withdrawn' || row.state === 'expired')
    return reopen(act, row, draft, context, units);
  return 'untouched';
}

/**
 * Oversight rule 1: no lead without a fact; rule 15: none beyond the hop limit.
 * @throws ExcavatorError no_objective_fact, outside_hop_limit
 */
export function demandFacts({ evidence: { path }, hops }: LeadDraft): void {
  const whole = path.length > 0 && path.every((step, i) => i === 0 || path[i - 1]?.to === step.from);
  if (!whole || path.some(({ records }) => records.length === 0)) {
    throw new ExcavatorError({
      code: 'no_objective_fact',
      kind: 'conflict',
      what: 'No record ties this person, through tested contacts, to an established case.',
      expected: 'a path of tested contacts, each with at least one record',
      advice: 'Profile or position alone raises no lead.',
    });
  }
  if (hops <= leadPolicy.hopLimit && path.length <= leadPolicy.hopLimit) return;
  throw new ExcavatorError({
    code: 'outside_hop_limit',
    kind: 'conflict',
    what: 'This person is too far from any established case.',
    got: `${Math.max(hops, path.length)} contacts`,
    expected: `at most ${leadPolicy.hopLimit}`,
    advice: 'Nobody out there may be a lead.',
  });
}

function freshRow(
  id: string,
  draft: LeadDraft,
  { at }: ProposeContext,
  units: readonly Unit[],
  blind: boolean,
  twin: LeadDraft | undefined,
): LeadRow {
  return {
    ...measured(draft, draft.sample && twin !== undefined ? twin.score : draft.score),
    id,
    person: draft.person,
    role: draft.role,
    unit: routeTo(draft.role, draft.area, units),
    state: 'proposed',
    sample: draft.sample ? 1 : 0,
    blind: blind ? 1 : 0,
    proposed_at: at,
    expires_at: at + leadPolicy.expirySeconds,
    lock_by: null,
    lock_until: 0,
    opened_by: null,
    decided_by: null,
    steps: 0,
  };
}

/** What a run says of a person. A sampled person queues beside its twin, so that the place tells nothing. */
function measured(draft: LeadDraft, priorityScore: number) {
  return {
    area: draft.area,
    case_id: draft.evidence.caseId,
    priority: Math.round(priorityScore * 1e6),
    band: bandOf(draft.score),
    score: draft.score,
    low: draft.low,
    high: draft.high,
    model: draft.model,
    run: draft.run,
    as_of: draft.asOf,
    hops: draft.hops,
  };
}

function putEvidence(pages: Pages, id: string, draft: LeadDraft, whatIsNew: readonly string[]): void {
  const body: LeadEvidence = { ...draft.evidence, whatIsNew };
  pages.put(evidenceTable, { id, body: JSON.stringify(body), known: printsOf([...draft.known, ...factsOf(draft)]) });
}

/** Nobody has it in hand: it says what the newest run says, and finds a unit when there is one. Its expiry stays. */
function refresh(
  act: Doing,
  row: LeadRow,
  draft: LeadDraft,
  { at, by }: ProposeContext,
  units: readonly Unit[],
): Outcome {
  const unit = row.unit ?? routeTo(row.role, row.area, units);
  if (row.run === draft.run && unit === row.unit) return 'untouched';
  act({ at, actor: by, act: 'lead.refresh', subject: row.id, detail: { run: draft.run } }, (pages) => {
    const { evidence } = evidenceOf(pages, row.id);
    putLead(pages, { ...row, unit, ...measured(draft, row.sample === 1 ? row.priority / 1e6 : draft.score) });
    putEvidence(pages, row.id, draft, evidence.whatIsNew);
  });
  return 'refreshed';
}

/** Oversight rule 9: a human no stands until there is a fact that was not known then. */
function reopen(act: Doing, row: LeadRow, draft: LeadDraft, context: ProposeContext, units: readonly Unit[]): Outcome {
  const { at, by } = context;
  if (row.run === draft.run) return row.state === 'expired' ? 'untouched' : 'stood';
  return act({ at, actor: by, act: 'lead.reopen', subject: row.id, detail: { run: draft.run } }, (pages) => {
    const fresh = newFacts(draft, evidenceOf(pages, row.id).known, row.as_of);
    if (fresh.length === 0 && row.state !== 'expired') {
      pages.note('new_facts', 0);
      return 'stood';
    }
    pages.note('new_facts', fresh.length);
    const reason =
      fresh.length === 0 ? 'a newer run, nobody had looked' : `${fresh.length} facts that were not known before`;
    takeStep(
      pages,
      row,
      { act: 'lead.reopen', by, at, code: 'new_evidence', reason },
      { ...freshRow(row.id, draft, context, units, row.blind === 1, undefined), sample: row.sample, steps: row.steps },
    );
    putEvidence(pages, row.id, draft, fresh);
    return 'reopened';
  });
}
