import type { LeadView, LeadLine as Line, QueueLine } from '../../../engine/index.ts';
import type { LeadAnswer, LeadLine } from '../../contract/leads.ts';

/** Leads of the engine in the words of the contract. */

function fields(line: Line) {
  return {
    id: line.id,
    person: line.person,
    role: line.role,
    area: line.area,
    unit: line.unit,
    state: line.state,
    band: line.band,
    score: line.score,
    low: line.low,
    high: line.high,
    model: line.model,
    as_of: line.asOf,
    proposed_at: line.proposedAt,
    expires_at: line.expiresAt,
    locked_by: line.lockedBy,
    lock_until: line.lockUntil,
    version: line.version,
  };
}

export function lineAnswer(line: QueueLine): LeadLine {
  return { ...fields(line), facts: line.facts };
}

export function leadAnswer(view: LeadView): LeadAnswer {
  const { evidence } = view;
  const steps = [...evidence.path, ...evidence.contacts];
  return {
    ...fields(view),
    blind: view.blind,
    evidence: {
      case_id: evidence.caseId,
      established: evidence.established,
      established_at: evidence.establishedAt,
      path: evidence.path.map((step) => ({ ...step, records: [...step.records] })),
      contacts: evidence.contacts.map((step) => ({ ...step, records: [...step.records] })),
      channels: [...evidence.channels],
      reasons_for: [...evidence.reasonsFor],
      reasons_against: [...evidence.reasonsAgainst],
      innocent: [...evidence.innocent],
      would_change: [...evidence.wouldChange],
      what_is_new: [...evidence.whatIsNew],
    },
    steps: [...view.steps],
    not_evidence: view.notEvidence,
    may_be_used_for: view.mayBeUsedFor,
    exposed: new Set([view.person, ...steps.flatMap(({ from, to }) => [from, to])]).size,
  };
}
