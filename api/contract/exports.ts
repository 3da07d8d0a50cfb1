import { type Static, Type } from 'typebox';
import { AccountName, CaseId, Count, Instant, Pseudonym, Shape, UnitId, Words } from './values.ts';

/** What is about to be written into a file, and in which form. */
export const ExportBody = Shape({
  case: CaseId,
  format: Type.Enum(['png', 'svg', 'gexf', 'json']),
  run_id: Type.String({
    minLength: 1,
    maxLength: 64,
    pattern: '^[\\w.-]+$',
    description: 'run that the people come from',
  }),
  persons: Type.Array(Pseudonym, { minItems: 1, maxItems: 20_000, description: 'everybody in it' }),
  contacts: Count('contacts in it'),
});

/** Stands in the file, whatever its form. */
export const ExportStamp = Shape({
  id: Type.String({
    pattern: '^X-[a-z2-7]{16}$',
    description: 'of this export: leads from the file to the entry in the log',
  }),
  account: AccountName,
  unit: UnitId,
  case: CaseId,
  run_id: Type.String(),
  at: Instant('when it was taken out'),
  people: Count('people in it'),
  contacts: Count('contacts in it'),
  not_evidence: Words,
});
export type ExportStamp = Static<typeof ExportStamp>;
