import type { DataSet } from './data-set.ts';

/**
 * Who did what, from the records as an office sees them: by id where one is shown, else by whoever held the phone or
 * kept the plate at that moment. Makes `soul` (pid, role, network, kind, known) of the registered people, and one table a
 * kind of record with the column `pid` and the row's position `pos`.
 *
 * `known` people (established, or covered by a warrant) are left out of every comparison: calls come in because they are
 * known, and nobody has to find them.
 */
export async function whoDidWhat(data: DataSet): Promise<void> {
  for (const statement of [...souls, ...records(data.offsetSeconds)]) await data.run(statement);
}

const souls = [
  `create table soul as
   select cast(row_number() over (order by t.id_no) - 1 as integer) as pid, t.id_no, t.role,
     coalesce(t.network_id, '') as network, coalesce(t.lookalike, '') as kind, false as known
   from truth t join (select distinct id_no from person) p on p.id_no = t.id_no`,
  `create table holder as select s.phone, o.pid, s.valid_from, coalesce(s.valid_to, 9999999999) as valid_to
   from subscription s join soul o on o.id_no = s.id_no`,
  `create table keeper as select v.plate, o.pid, v.valid_from, coalesce(v.valid_to, 9999999999) as valid_to
   from vehicle v join soul o on o.id_no = v.id_no`,
  `create table warranted as
   select phone from authorisation where phone is not null union
   select s.phone from authorisation a join subscription s on s.id_no = a.id_no`,
  `update soul set known = true where
     id_no in (select id_no from case_person where id_no is not null union select id_no from authorisation where id_no is not null)
     or pid in (select h.pid from holder h where h.phone in
       (select phone from case_person where phone is not null union select phone from authorisation where phone is not null))`,
];

/** Rows of one table under the person that `idNo`, or else the phone or plate, stands for. */
function attributed(
  name: string,
  table: string,
  moment: string,
  more: string,
  idNo: string | undefined,
  by: { readonly register: 'holder' | 'keeper'; readonly column: string; readonly key: string } | undefined,
): string {
  const joins = [
    idNo === undefined ? '' : `left join soul o on o.id_no = r.${idNo}`,
    by === undefined
      ? ''
      : `left join ${by.register} h on h.${by.key} = r.${by.column} and h.valid_from <= r.${moment} and r.${moment} < h.valid_to`,
  ];
  const pids = [idNo === undefined ? [] : ['o.pid'], by === undefined ? [] : ['h.pid']].flat().join(', ');
  return `create table ${name} as
    with raw as (select *, rowid as pos from "${table}"),
    found as (select r.*, coalesce(${pids}, -1) as pid, ${more},
        row_number() over (partition by r.pos order by ${by === undefined ? '1' : 'h.valid_from desc, h.pid'}) as nth
      from raw r ${joins.join(' ')})
    select * exclude (nth) from found where nth = 1 and pid >= 0`;
}

function records(offset: number): readonly string[] {
  const local = (moment: string): string => `(r.${moment} + ${offset})`;
  const hour = (moment: string): string => `(${local(moment)} // 3600) % 24 as hour`;
  const phone = (column: string) => ({ register: 'holder', column, key: 'phone' }) as const;
  const hours = '(r.check_out - r.check_in) / 3600.0';
  const sameDay = `${local('check_in')} // 86400 = ${local('check_out')} // 86400`;
  const stay = `${hour('check_in')}, ${hours} as hours,
    case when r.check_out is null then 'open' when ${sameDay} and ${hours} < 14 then 'day' when ${hours} <= 30 then 'night' else 'long' end as sort`;
  return [
    attributed('stay', 'lodging', 'check_in', stay, 'id_no', phone('phone')),
    attributed('leg', 'transport', 'depart_at', `${hour('depart_at')}, r.mode as sort`, 'id_no', phone('phone')),
    attributed(
      'passage',
      'checkpoint',
      'passed_at',
      `${hour('passed_at')}, case when r.plate is null then 'person' else 'vehicle' end as sort`,
      'id_no',
      { register: 'keeper', column: 'plate', key: 'plate' },
    ),
    attributed(
      'sent',
      'parcel',
      'sent_at',
      `${hour('sent_at')}, case when r.sender_id_no is null then 'unverified' else 'verified' end as sort`,
      'sender_id_no',
      phone('sender_phone'),
    ),
    attributed(
      'received',
      'parcel',
      'sent_at',
      `${hour('sent_at')}, case when r.sender_id_no is null then 'unverified' else 'verified' end as sort`,
      undefined,
      phone('recipient_phone'),
    ),
    attributed(
      'called',
      'call',
      'started_at',
      `${hour('started_at')}, coalesce(r.kind, '') as sort`,
      undefined,
      phone('caller'),
    ),
    attributed(
      'answered',
      'call',
      'started_at',
      `${hour('started_at')}, coalesce(r.kind, '') as sort`,
      undefined,
      phone('callee'),
    ),
  ];
}
