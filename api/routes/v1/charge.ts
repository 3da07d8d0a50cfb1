import type { Engine, Principal } from '../../../engine/index.ts';

export interface CaseUse {
  readonly id: string;
  readonly budget: number;
  readonly exposed: number;
}

/** Counts the people that an answer shows against its case; nothing is answered when the budget does not allow it. */
export async function charge(
  engine: Engine,
  who: Principal,
  at: number,
  caseId: string,
  persons: readonly string[],
): Promise<CaseUse> {
  const { id, budget, exposed } = await engine.oversight.cases.charge(who, at, caseId, persons);
  return { id, budget, exposed };
}
