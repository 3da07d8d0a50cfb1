import { type Static, Type } from 'typebox';
import { AccountName, CaseId, Count, Instant, LeadId, Pseudonym, Reason, Shape, TextOrNull, UnitId } from './values.ts';

export const DisclosurePath = Shape({ id: Type.String({ pattern: '^G-[a-z2-7]{16}$' }) });

export const DisclosureAnswer = Shape({
  id: Type.String(),
  lead: LeadId,
  person: Pseudonym,
  case_id: CaseId,
  unit: UnitId,
  purpose: Type.String(),
  state: Type.Enum(['requested', 'granted', 'refused']),
  requester: AccountName,
  approver: TextOrNull('who decided'),
  reason: Type.String({ description: 'why it was decided so' }),
  requested_at: Instant('when it was asked for'),
  granted_until: Instant('readable before this instant, sealed from it on; 0 before it is granted'),
  reads: Count('how often it was read'),
});
export type DisclosureAnswer = Static<typeof DisclosureAnswer>;
export const DisclosuresAnswer = Shape({ disclosures: Type.Array(DisclosureAnswer) });

export const DisclosureBody = Shape({
  lead: LeadId,
  case: CaseId,
  purpose: Type.String({ minLength: 1, maxLength: 500 }),
});
export const GrantBody = Shape({
  hours: Type.Number({ exclusiveMinimum: 0, maximum: 72, description: 'how long it may be read' }),
  reason: Reason,
});
export const RefuseBody = Shape({ reason: Reason });

/** The one answer of this API that holds an identity. */
export const IdentityAnswer = Shape({
  person: Pseudonym,
  identifiers: Type.Array(Type.String(), { description: 'as the sources wrote them: i: id, p: phone, v: plate' }),
  names: Type.Array(Type.String()),
  granted_until: Instant('sealed again from then on'),
});
export type IdentityAnswer = Static<typeof IdentityAnswer>;
