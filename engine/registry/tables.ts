import type { CoveredTable } from '../audit/index.ts';

const table = (name: string, columns: string): CoveredTable =>
  Object.freeze({ name, columns: Object.freeze(['id', ...columns.split(' ')]) });

/** `id` is the alias. */
export const aliasTable = table('model_alias', 'model sha256 at');
export const promotionTable = table(
  'promotion',
  'sequence move model sha256 replaces replaces_sha256 proposed_by proposed_at reason gates approved_by approved_at',
);
export const evaluationTable = table('model_evaluation', 'sequence model sha256 run_id at metrics');

/** Rows of these are covered by the log. */
export const modelTables: readonly CoveredTable[] = Object.freeze([aliasTable, promotionTable, evaluationTable]);
