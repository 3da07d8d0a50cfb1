import type Database from 'better-sqlite3';

export interface DeliveryQuery {
  readonly endpoint?: string;
  /** Only endpoints of this unit. */
  readonly unit?: string;
  /** `unacknowledged`: withdrawals told that nobody there has said to have read; `overdue`: those told long ago. */
  readonly state?: string;
  /** Epoch seconds before which a withdrawal without an answer is overdue. */
  readonly overdueBefore?: number;
  readonly before?: number;
  readonly top: number;
}

export interface DeliveryLine {
  readonly delivery: number;
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly sequence: number;
  readonly subject: string;
  readonly state: string;
  readonly attempts: number;
  readonly last_status: number | null;
  readonly last_problem: string | null;
  readonly acknowledged_at: number | null;
}

/** The log of deliveries, newest first. */
export function deliveryLog(
  db: Database.Database,
  { endpoint, unit, state, overdueBefore = 0, before, top }: DeliveryQuery,
): readonly DeliveryLine[] {
  const open = "e.type = 'lead.withdrawn' and d.acknowledged_at is null";
  const conditions: Readonly<Record<string, readonly [string, ...(string | number)[]]>> = {
    all: ['true'],
    unacknowledged: [open],
    overdue: [`${open} and e.at < ?`, overdueBefore],
  };
  const [wanted, ...bound] = conditions[state ?? 'all'] ?? ['d.state = ?', state ?? ''];
  const values = [
    ...bound,
    endpoint ?? null,
    endpoint ?? null,
    unit ?? null,
    unit ?? null,
    before ?? null,
    before ?? null,
    top,
  ];
  return db
    .prepare<unknown[], DeliveryLine>(
      `select d.seq as delivery, d.endpoint, e.id as event, e.type, e.seq as sequence, e.subject, d.state, d.attempts,
         a.status as last_status, a.problem as last_problem, d.acknowledged_at
       from push_delivery d join push_event e on e.seq = d.event join push_endpoint p on p.id = d.endpoint
         left join push_attempt a on a.delivery = d.seq and a.attempt = d.attempts
       where ${wanted} and (? is null or d.endpoint = ?) and (? is null or p.unit = ?)
         and (? is null or d.seq < ?) order by d.seq desc limit ?`,
    )
    .all(...values);
}
