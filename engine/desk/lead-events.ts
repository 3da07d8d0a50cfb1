import type { Row } from '../audit/index.ts';
import { type LeadRow, lineOf } from '../leads/index.ts';
import { type EventType, eventId, type NewEvent } from '../push/index.ts';

/** States whose change others hear of. Taking a lead, giving it back or opening it is the reviewer's business. */
const told: Readonly<Partial<Record<LeadRow['state'], EventType>>> = Object.freeze({
  proposed: 'lead.proposed',
  approved: 'lead.updated',
  dismissed: 'lead.updated',
  needs_information: 'lead.updated',
  dispatched: 'lead.raised',
  outcome_recorded: 'lead.updated',
  expired: 'lead.expired',
  withdrawn: 'lead.withdrawn',
});

/**
 * What is told of a lead when its row is written: id, role, band, unit, expiry, model, what may be done with it, and no
 * person, not even a pseudonym; the detail is fetched, authorised and logged. The event's id follows from the step, so a
 * row written again without a step tells nothing new. A lead that comes back to `proposed` was told before: an update.
 */
export function eventOfLead(written: Row, at: number): NewEvent | undefined {
  const row = written as unknown as LeadRow;
  const first = told[row.state];
  // Of a lead that no unit of the right kind can take nobody is told; it is proposed once it has one.
  if (first === undefined || row.unit === null) return undefined;
  const type = first === 'lead.proposed' && row.steps > 0 ? 'lead.updated' : first;
  const { id, role, unit, area, state, band, model, expiresAt, notEvidence, mayBeUsedFor } = lineOf(row);
  return {
    id: eventId(id, row.steps, state),
    type,
    at,
    subject: id,
    unit,
    role,
    area,
    data: {
      lead: id,
      state,
      role,
      band,
      unit,
      model,
      expires_at: expiresAt,
      note: notEvidence,
      may_be_used_for: mayBeUsedFor,
    },
  };
}
