import type { Book } from '../audit/index.ts';
import { wilsonInterval } from '../kernel/ranking-metrics.ts';
import type { LeadRole } from './types.ts';

/** What the review of people drawn at random says of those whom the ranking did not flag (oversight rule 13). */
export interface Missed {
  readonly role: LeadRole;
  /** Sampled people about whom somebody decided, and those about whom the decision was yes. */
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

/** Counts blind reviews: sampled people beside the flagged ones that were judged in the same way. */
export function missedOf({ database }: Book): readonly Missed[] {
  const counts = database
    .prepare<[], Count>(
      `select role, sample, count(*) as reviewed, sum(case when state = 'dismissed' then 0 else 1 end) as approved
       from lead where blind = 1 and decided_by is not null and state <> 'withdrawn' group by role, sample`,
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
