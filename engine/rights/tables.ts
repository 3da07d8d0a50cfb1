import type { CoveredTable } from '../audit/index.ts';

const table = (name: string, ...columns: readonly string[]): CoveredTable =>
  Object.freeze({ name, columns: Object.freeze(['id', ...columns]) });

export const unitTable = table('unit', 'name', 'kind', 'area');
export const accountTable = table(
  'account',
  'role',
  'unit',
  'state',
  'secret',
  'must_rotate',
  'failed',
  'locked_until',
  'rotated_at',
);
export const clientTable = table(
  'client',
  'unit',
  'purpose',
  'scopes',
  'state',
  'secret',
  'older',
  'older_until',
  'made_at',
);
export const caseTable = table('case_file', 'unit', 'purpose', 'state', 'opened_at', 'closed_at', 'budget', 'exposed');
export const exposureTable = table('exposure', 'case_id', 'person', 'first_at');
export const authorityTable = table('authority', 'state', 'by', 'at', 'reason', 'resume_by');

/** Rows of these are covered by the log. */
export const rightsTables: readonly CoveredTable[] = Object.freeze([
  unitTable,
  accountTable,
  caseTable,
  exposureTable,
  authorityTable,
  clientTable,
]);
