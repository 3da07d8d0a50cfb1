import { rejectedName } from './decide.ts';
import { stageName } from './stage.ts';

/** Position of every staged call whose caller or callee its warrant covers. */
export const coveredName = 'ingest_covered';

const empty =
  'select cast(null as varchar) as id_no, cast(null as varchar) as phone, cast(0 as bigint) as valid_from, cast(0 as bigint) as valid_to';

/**
 * A warrant covers the phone it names, and every phone its person holds while both are valid; both ends count.
 * @param authorisations relation of all authorisations, or undefined when there are none
 */
export function createCovered(authorisations: string | undefined, subscriptions: string | undefined): string {
  if (authorisations === undefined) return `create or replace temp table ${coveredName} (position BIGINT)`;
  const side = (party: string): string => `
    select s.position from ${stageName} s join covered_phone c on c.warrant_id = s.warrant_id and c.phone = s.${party}
    where c.valid_from <= s.started_at and s.started_at <= c.valid_to`;
  return `create or replace temp table ${coveredName} as
    with covered_phone as (
      select warrant_id, phone, valid_from, valid_to from ${authorisations} as named where phone is not null
      union all
      select a.warrant_id, s.phone, greatest(a.valid_from, s.valid_from), least(a.valid_to, coalesce(s.valid_to, a.valid_to))
      from ${authorisations} as a join ${subscriptions ?? `(${empty} where false)`} as s on s.id_no = a.id_no
    )
    ${side('caller')} union ${side('callee')}`;
}

/** SQL on a staged row `s`. */
export const isCovered = `s.position in (select position from ${coveredName})`;

/** Sound calls without cover: counted, never stored. */
export function rejectUncovered(reason: number): string {
  return `insert into ${rejectedName}
    select s.position, ${reason}, 'none', null from ${stageName} s where s.fault = 0 and not (${isCovered})`;
}
