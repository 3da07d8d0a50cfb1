import type { Pages } from '../audit/index.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { type LeadState, transition } from './states.ts';
import { evidenceTable, leadTable, stepTable } from './tables.ts';
import type { LeadEvidence, LeadRow, Step } from './types.ts';

type Indexed<T> = T & { readonly [column: string]: string | number | null };

/** @throws ExcavatorError lead_unknown */
export function leadOf(pages: Pages, id: string): LeadRow {
  const row = pages.get<Indexed<LeadRow>>(leadTable, id);
  if (row !== undefined) return row;
  throw new ExcavatorError({
    code: 'lead_unknown',
    kind: 'not_found',
    what: 'There is no such lead.',
    got: /^L-[a-z2-7]{16}$/.test(id) ? id : 'a malformed id',
    advice: 'List the leads of your unit: `excavator lead list`.',
  });
}

export function putLead(pages: Pages, row: LeadRow): LeadRow {
  pages.put(leadTable, { ...row });
  return row;
}

export function evidenceOf(pages: Pages, id: string): { readonly evidence: LeadEvidence; readonly known: string } {
  const row = pages.get<{ readonly id: string; readonly body: string; readonly known: string }>(evidenceTable, id);
  if (row === undefined) throw new Error(`lead ${id} has no evidence row`);
  return { evidence: JSON.parse(row.body) as LeadEvidence, known: row.known };
}

export interface StepTaken {
  readonly act: string;
  readonly by: string;
  readonly at: number;
  readonly code?: string;
  readonly reason?: string;
}

/** Moves a lead along the transition table and writes down who, when and why. */
export function takeStep(pages: Pages, row: LeadRow, taken: StepTaken, change: Partial<LeadRow> = {}): LeadRow {
  const { act, by, at, code = '', reason = '' } = taken;
  const state: LeadState = transition(act, row.state, code, reason);
  const steps = row.steps + 1;
  pages.put(stepTable, { id: `${row.id}.${steps}`, lead: row.id, act, state, by, at, code, reason });
  return putLead(pages, { ...row, ...change, state, steps });
}

/** Steps in order; a lead begins with its proposal, which its own row tells. */
export function stepsOf(pages: Pages, row: LeadRow): readonly Step[] {
  const steps = Array.from({ length: row.steps }, (_, i) => pages.get<Indexed<Step>>(stepTable, `${row.id}.${i + 1}`));
  return steps.flatMap((step) => {
    if (step === undefined) return [];
    const { act, state, by, at, code, reason } = step;
    return [{ act, state, by, at, code, reason }];
  });
}
