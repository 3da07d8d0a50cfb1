import type { LeadAnswer } from '../../http/shapes.ts';

/** A step that somebody may take, and the coded reasons it asks for. */
export interface ReviewAct {
  readonly act: 'view' | 'approve' | 'dismiss' | 'ask' | 'release' | 'supply' | 'dispatch' | 'outcome' | 'withdraw';
  readonly from: readonly string[];
  readonly codes: readonly string[];
  /** Only for whoever holds the lock, after opening the evidence. */
  readonly held: boolean;
  readonly evidence: boolean;
}

const act = (
  name: ReviewAct['act'],
  from: readonly string[],
  codes: readonly string[],
  held = false,
  evidence = false,
): ReviewAct => Object.freeze({ act: name, from, codes, held, evidence });

/** What an own view may say: what the person is, and how likely that is. */
export const viewedAs: readonly string[] = ['user', 'retailer', 'supplier', 'none'];
const likelihoods: readonly string[] = ['possible', 'likely', 'very_likely'];
const decisions: readonly string[] = ['approve', 'dismiss'];

const live = ['proposed', 'in_review', 'needs_information', 'approved', 'dispatched'];

/** The service decides; this list only spares people steps that it would refuse. */
export const reviewActs: readonly ReviewAct[] = Object.freeze([
  act('view', ['in_review'], likelihoods, true, true),
  act('approve', ['in_review'], ['facts_support', 'pattern_and_facts'], true, true),
  act(
    'dismiss',
    ['in_review'],
    ['innocent_explanation', 'facts_too_weak', 'wrong_person', 'records_wrong', 'out_of_scope'],
    true,
    true,
  ),
  act('ask', ['in_review'], ['records_unclear', 'identity_unclear', 'context_missing'], true),
  act('release', ['in_review'], ['not_mine', 'conflict_of_interest', 'no_time'], true),
  act('supply', ['needs_information'], ['answered', 'nothing_found']),
  act('dispatch', ['approved'], ['to_unit', 'to_treatment']),
  act('outcome', ['dispatched'], ['conviction', 'seizure', 'treatment_record', 'adjudicated_statement', 'cleared']),
  act('withdraw', live, ['records_corrected', 'records_purged', 'established_elsewhere', 'made_in_error']),
]);

export function actsFor(view: LeadAnswer, account: string, may: (act: string) => boolean): readonly ReviewAct[] {
  return reviewActs.filter(
    (one) =>
      may(`lead.${one.act}`) &&
      one.from.includes(view.state) &&
      (!one.held || view.locked_by === account) &&
      // Of a lead that is judged blind the own view comes first, and then the decision.
      !(view.blind ? decisions : ['view']).includes(one.act),
  );
}
