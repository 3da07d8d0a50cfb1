export const leadStates = [
  'proposed',
  'in_review',
  'needs_information',
  'approved',
  'dismissed',
  'dispatched',
  'outcome_recorded',
  'expired',
  'withdrawn',
] as const;
/** What the facts alone look like, and how likely that is: together the code of an own view. */
export const viewedAs = ['user', 'retailer', 'supplier', 'none'] as const;
export const likelihoods = ['possible', 'likely', 'very_likely'] as const;
type ViewCode = `${(typeof viewedAs)[number]}_${(typeof likelihoods)[number]}`;
/** Coded reasons, by step. */
export const reasonCodes = {
  release: ['not_mine', 'conflict_of_interest', 'no_time'],
  ask: ['records_unclear', 'identity_unclear', 'context_missing'],
  supply: ['answered', 'nothing_found'],
  view: viewedAs.flatMap((what) => likelihoods.map((likelihood): ViewCode => `${what}_${likelihood}`)),
  approve: ['facts_support', 'pattern_and_facts'],
  dismiss: ['innocent_explanation', 'facts_too_weak', 'wrong_person', 'records_wrong', 'out_of_scope'],
  dispatch: ['to_unit', 'to_treatment'],
  outcome: ['conviction', 'seizure', 'treatment_record', 'adjudicated_statement', 'cleared'],
  withdraw: ['records_corrected', 'records_purged', 'established_elsewhere', 'made_in_error'],
} as const;
export type LeadStep = keyof typeof reasonCodes;
