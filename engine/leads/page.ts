import type { Book } from '../audit/index.ts';
import type { Principal } from '../rights/index.ts';
import type { LeadState } from './states.ts';
import type { Band, LeadEvidence, LeadLine, LeadRole, LeadRow } from './types.ts';
import { lineOf } from './view.ts';

export const leadSorts = Object.freeze(['priority', 'age', 'expiry'] as const);
export type LeadSort = (typeof leadSorts)[number];

export interface PageQuery {
  readonly role?: LeadRole;
  readonly area?: string;
  readonly states?: readonly LeadState[];
  /** Leads that are still judged blind have no band and are left out, and so are those about persons who are. */
  readonly band?: Band;
  /** Proposed at this time or earlier, epoch seconds. */
  readonly proposedUntil?: number;
  /** Only those locked by whoever asks. */
  readonly mine?: boolean;
  /** Strongest, oldest or soonest to expire first; default strongest. */
  readonly sort?: LeadSort;
  /** 1 to 500; default 50. */
  readonly top?: number;
  /** Where the page before ended. */
  readonly after?: LeadPlace;
}

/** A place in the order: pages stay whole while leads come and go. */
export interface LeadPlace {
  readonly value: number;
  readonly id: string;
}

export interface QueueLine extends LeadLine {
  /** Records that tie the person to somebody nearer to a case. */
  readonly facts: number;
}

export interface LeadPage {
  readonly lines: readonly QueueLine[];
  /** Leads that fit, over all pages. */
  readonly total: number;
  readonly next: LeadPlace | null;
}

const orders: Readonly<Record<LeadSort, { readonly column: keyof LeadRow; readonly sign: '<' | '>' }>> = Object.freeze({
  priority: { column: 'priority', sign: '<' },
  age: { column: 'proposed_at', sign: '>' },
  expiry: { column: 'expires_at', sign: '>' },
});

/** One page of a unit's leads; keyset paging on the order and the id. */
export function pageOf(
  { database }: Book,
  { unit, account }: Pick<Principal, 'unit' | 'account'>,
  query: PageQuery,
  hidden: ReadonlySet<string>,
): LeadPage {
  const { sort = 'priority', top = 50, after } = query;
  const { column, sign } = orders[sort];
  const [conditions, values] = filters(unit, account, query, hidden);
  const where = conditions.join(' and ');
  const total = database
    .prepare<unknown[], number>(`select count(*) from lead where ${where}`)
    .pluck()
    .get(...values);
  const onwards = after === undefined ? '' : ` and (${column} ${sign} ? or (${column} = ? and id > ?))`;
  const rows = database
    .prepare<unknown[], LeadRow & { readonly body: string }>(
      `select lead.*, e.body from (select * from lead where ${where}${onwards}
         order by ${column} ${sign === '<' ? 'desc' : 'asc'}, id limit ?) lead join lead_evidence e on e.id = lead.id
       order by ${column} ${sign === '<' ? 'desc' : 'asc'}, lead.id`,
    )
    .all(...values, ...(after === undefined ? [] : [after.value, after.value, after.id]), top + 1);
  const shown = rows.slice(0, top);
  const last = shown.at(-1);
  return Object.freeze({
    lines: shown.map((row) =>
      Object.freeze({
        ...lineOf(row, hidden.has(row.person)),
        facts: factsIn(JSON.parse(row.body) as LeadEvidence),
      }),
    ),
    total: total ?? 0,
    next: rows.length > top && last !== undefined ? { value: Number(last[column]), id: last.id } : null,
  });
}

function filters(unit: string, account: string, query: PageQuery, hidden: ReadonlySet<string>): [string[], unknown[]] {
  const { role, area, states, band, mine, proposedUntil } = query;
  const given: readonly (readonly [string, readonly unknown[]] | undefined)[] = [
    ['unit = ?', [unit]],
    role === undefined ? undefined : ['role = ?', [role]],
    area === undefined ? undefined : ['area = ?', [area]],
    states === undefined ? undefined : [`state in (${states.map(() => '?').join(', ')})`, states],
    band === undefined
      ? undefined
      : [
          'band = ? and not (blind = 1 and decided_by is null) and person not in (select value from json_each(?))',
          [band, JSON.stringify([...hidden])],
        ],
    proposedUntil === undefined ? undefined : ['proposed_at <= ?', [proposedUntil]],
    mine === true ? ["lock_by = ? and state = 'in_review'", [account]] : undefined,
  ];
  const used = given.filter((one) => one !== undefined);
  return [used.map(([text]) => text), used.flatMap(([, values]) => [...values])];
}

function factsIn({ path, contacts }: LeadEvidence): number {
  return new Set([...path, ...contacts].flatMap(({ records }) => records)).size;
}
