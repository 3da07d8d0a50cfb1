import type { Book } from '../audit/index.ts';
import { wilsonInterval } from '../kernel/ranking-metrics.ts';
import type { LeadRole } from './types.ts';

/** How often people say that a flag was wrong (oversight rule 7), over the flagged leads that somebody decided about. */
export interface WrongfulFlags {
  readonly role: LeadRole;
  readonly decided: number;
  readonly dismissed: number;
  /** Share with Wilson's 95 % interval; null where nobody decided. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const roles: readonly LeadRole[] = ['user', 'retailer', 'supplier'];

/** A dismissal as outside one's task says nothing about the person; those drawn at random were not flagged. */
export function wrongfulFlags({ database }: Book, unit: string): readonly WrongfulFlags[] {
  const rows = database
    .prepare<[string], { role: LeadRole; decided: number; dismissed: number }>(
      `select l.role, count(*) as decided, sum(case when l.state = 'dismissed' then 1 else 0 end) as dismissed
       from lead l where l.unit = ? and l.sample = 0 and l.decided_by is not null and l.state <> 'withdrawn'
         and not exists (select 1 from lead_step s where s.id = l.id || '.' || l.steps and s.code = 'out_of_scope')
       group by l.role`,
    )
    .all(unit);
  return roles.map((role) => {
    const { decided, dismissed } = rows.find((row) => row.role === role) ?? { decided: 0, dismissed: 0 };
    const [low, high] = decided === 0 ? [null, null] : wilsonInterval(dismissed, decided);
    return Object.freeze({ role, decided, dismissed, share: decided === 0 ? null : dismissed / decided, low, high });
  });
}
