import type { CoveredTable } from '../audit/index.ts';

const table = (name: string, columns: string): CoveredTable =>
  Object.freeze({ name, columns: Object.freeze(['id', ...columns.split(' ')]) });

export const leadTable = table(
  'lead',
  'person role area unit case_id state priority band score low high model run as_of hops sample blind proposed_at expires_at lock_by lock_until opened_by decided_by steps',
);
export const evidenceTable = table('lead_evidence', 'body known');
export const stepTable = table('lead_step', 'lead act state by at code reason');
export const labelTable = table('label', 'person role basis established_at prompted_by_score recorded_by recorded_at');

/** Rows of these are covered by the log. */
export const leadTables: readonly CoveredTable[] = Object.freeze([leadTable, evidenceTable, stepTable, labelTable]);
