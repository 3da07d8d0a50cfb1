import type { CoveredTable } from '../audit/index.ts';

const table = (name: string, columns: string): CoveredTable =>
  Object.freeze({ name, columns: Object.freeze(['id', ...columns.split(' ')]) });

export const identityTable = table('identity', 'key_id nonce box');
export const disclosureTable = table(
  'disclosure',
  'lead person case_id unit purpose state requester approver reason requested_at granted_until reads',
);

/** Rows of these are covered by the log. */
export const vaultTables: readonly CoveredTable[] = Object.freeze([identityTable, disclosureTable]);
