import type { Book } from '../audit/index.ts';
import { wilsonInterval } from '../kernel/ranking-metrics.ts';
import type { LeadRole } from './types.ts';

/** What the review of people drawn at random says of those whom the ranking did not flag (oversight rule 13). */
export interface Missed {
  readonly role: LeadRole;
  /** Sampled people about whom somebody decided, and those in whom the reviewer saw the role. */
  readonly reviewed: number;
  readonly approved: number;
  /** Share of yes among them with Wilson's 95 % interval; null where nobody was reviewed. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The same share among flagged people who were judged as blindly. */
  readonly flaggedShare: number | null;
  readonly flaggedReviewed: number;
}

const roles: readonly LeadRole[] = ['user', 'retailer', 'supplier'];

interface Count {
  readonly role: LeadRole;
  readonly sample: number;
  readonly approved: number;
  readonly reviewed: number;
}

/**
 * Counts blind reviews: sampled people beside the flagged ones that were judged in the same way. What counts is the view
 * that was given before the score showed; where there is none, the decision itself was made blind.
 */
export function missedOf({ database }: Book): readonly Missed[] {
  const counts = database
    .prepare<[], Count>(
      `select l.role, l.sample, count(*) as reviewed, sum(case
           when s.id is null then l.state <> 'dismissed'
           else substr(s.code, 1, length(l.role) + 1) = l.role || '_' end) as approved
       from lead l left join lead_step s on s.id > l.id || '.' and s.id < l.id || '/'
         and s.act = 'lead.view' and s.by = l.decided_by and s.at >= l.proposed_at
       where l.blind = 1 and l.decided_by is not null and l.state <> 'withdrawn' group by l.role, l.sample`,
    )
    .all();
  const of = (role: LeadRole, sample: number): Count =>
    counts.find((one) => one.role === role && one.sample === sample) ?? { role, sample, approved: 0, reviewed: 0 };
  return roles.map((role) => {
    const [sampled, flagged] = [of(role, 1), of(role, 0)];
    const { reviewed, approved } = sampled;
    const [low, high] = reviewed === 0 ? [null, null] : wilsonInterval(approved, reviewed);
    return Object.freeze({
      role,
      reviewed,
      approved,
      share: reviewed === 0 ? null : approved / reviewed,
      low,
      high,
      flaggedShare: flagged.reviewed === 0 ? null : flagged.approved / flagged.reviewed,
      flaggedReviewed: flagged.reviewed,
    });
  });
}
