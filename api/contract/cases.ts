import { type Static, Type } from 'typebox';
import { CaseId, Count, Instant, Reason, Shape, UnitId } from './values.ts';

export const CasePath = Shape({ id: CaseId });

export const CaseAnswer = Shape({
  id: CaseId,
  unit: UnitId,
  purpose: Type.String(),
  state: Type.Enum(['open', 'closed']),
  opened_at: Instant('when it was opened'),
  closed_at: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: 'when it was closed, epoch seconds',
  }),
  budget: Count('persons that may be looked at under this case'),
  exposed: Count('persons looked at so far'),
});
export type CaseAnswer = Static<typeof CaseAnswer>;
export const CasesAnswer = Shape({ cases: Type.Array(CaseAnswer) });

const budget = Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'persons that may be looked at' });
export const OpenCaseBody = Shape({
  id: CaseId,
  purpose: Type.String({ minLength: 1, maxLength: 500 }),
  budget: Type.Optional(budget),
});
export const BudgetBody = Shape({ budget, reason: Reason });
