import { ExcavatorError } from '../kernel/errors.ts';

export const leadStates = Object.freeze([
  'proposed',
  'in_review',
  'needs_information',
  'approved',
  'dismissed',
  'dispatched',
  'outcome_recorded',
  'expired',
  'withdrawn',
] as const);
export type LeadState = (typeof leadStates)[number];

/** What the facts alone look like, before the score shows: what the person is, and how likely that is. */
const viewCodes: readonly string[] = Object.freeze(
  ['user', 'retailer', 'supplier', 'none'].flatMap((what) =>
    ['possible', 'likely', 'very_likely'].map((likelihood) => `${what}_${likelihood}`),
  ),
);

export interface Transition {
  readonly act: string;
  readonly from: readonly LeadState[];
  readonly to: LeadState;
  /** Reasons that may be given, where a person must give one. */
  readonly codes?: readonly string[];
}

const live: readonly LeadState[] = ['proposed', 'in_review', 'needs_information', 'approved', 'dispatched'];

/** Every way from one state to another; there is no other. A lead begins as proposed. */
export const transitions: readonly Transition[] = Object.freeze([
  { act: 'lead.next', from: ['proposed', 'in_review'], to: 'in_review' },
  { act: 'lead.assign', from: ['proposed', 'in_review'], to: 'in_review' },
  { act: 'lead.release', from: ['in_review'], to: 'proposed', codes: ['not_mine', 'conflict_of_interest', 'no_time'] },
  {
    act: 'lead.ask',
    from: ['in_review'],
    to: 'needs_information',
    codes: ['records_unclear', 'identity_unclear', 'context_missing'],
  },
  { act: 'lead.supply', from: ['needs_information'], to: 'proposed', codes: ['answered', 'nothing_found'] },
  { act: 'lead.view', from: ['in_review'], to: 'in_review', codes: viewCodes },
  { act: 'lead.approve', from: ['in_review'], to: 'approved', codes: ['facts_support', 'pattern_and_facts'] },
  {
    act: 'lead.dismiss',
    from: ['in_review'],
    to: 'dismissed',
    codes: ['innocent_explanation', 'facts_too_weak', 'wrong_person', 'records_wrong', 'out_of_scope'],
  },
  { act: 'lead.dispatch', from: ['approved'], to: 'dispatched', codes: ['to_unit', 'to_treatment'] },
  {
    act: 'lead.outcome',
    from: ['dispatched'],
    to: 'outcome_recorded',
    codes: ['conviction', 'seizure', 'treatment_record', 'adjudicated_statement', 'cleared'],
  },
  {
    act: 'lead.withdraw',
    from: live,
    to: 'withdrawn',
    codes: ['records_corrected', 'records_purged', 'established_elsewhere', 'made_in_error'],
  },
  { act: 'lead.expire', from: live, to: 'expired' },
  { act: 'lead.reopen', from: ['dismissed', 'expired', 'withdrawn'], to: 'proposed' },
] as const);

export const liveStates: ReadonlySet<LeadState> = new Set(live);
/** The same as a list of SQL. */
export const liveList = live.map((state) => `'${state}'`).join(', ');

/** @throws ExcavatorError wrong_state, reason_code_unknown, reason_missing */
export function transition(act: string, from: LeadState, code: string, reason: string): LeadState {
  const found = transitions.find((one) => one.act === act);
  if (found === undefined || !found.from.includes(from)) throw wrongState(act, from, found);
  if (found.codes === undefined) return found.to;
  if (!found.codes.includes(code)) {
    throw new ExcavatorError({
      code: 'reason_code_unknown',
      kind: 'usage',
      what: 'This step needs one of its coded reasons.',
      where: act,
      expected: found.codes.join(', '),
      advice: 'Give one of them, and a sentence that says why.',
    });
  }
  if (reason.trim() !== '') return found.to;
  throw new ExcavatorError({
    code: 'reason_missing',
    kind: 'usage',
    what: 'This step needs a sentence that says why.',
    where: act,
    advice: 'Say it in your own words; it stays with the lead.',
  });
}

function wrongState(act: string, from: LeadState, found: Transition | undefined): ExcavatorError {
  return new ExcavatorError({
    code: 'wrong_state',
    kind: 'conflict',
    what: 'A lead in this state cannot take this step.',
    where: act,
    got: from,
    expected: found?.from.join(' or ') ?? 'a known step',
    advice: 'Open the lead again to see where it stands; no step may be skipped.',
  });
}
