/** Named steps that find identifiers that may be another one with a typing error, and what is known of both. */

const known = {
  i: "select 'i:' || id_no as identifier from src_person group by id_no",
  // The network writes the numbers of a call itself: they are never misspelt.
  p: "select identifier from registered where identifier like 'p:%' union select 'p:' || caller from src_call union select 'p:' || callee from src_call",
  v: "select identifier from registered where identifier like 'v:%'",
} as const;

/**
 * Identifiers of one kind with a number each. `loose`: no register knows it, so it may be a slip; of the others a
 * few are taken as if they were (`control`), because two that a register knows are never one: they show what
 * agrees by chance.
 */
export const slipIdentifier = (kind: 'i' | 'p' | 'v', every: number): string => `
  with known as (${known[kind]}),
  numbered as (
    select d.identifier, cast(row_number() over (order by d.identifier) - 1 as INTEGER) as number, case when k.identifier is null and c.identifier is null then 1 else 0 end as loose,
      case when k.identifier is null then 0 else 1 end as known
    from identifier d left join known k on k.identifier = d.identifier left join claim c on c.identifier = d.identifier
    where d.identifier like '${kind}:%'
  )
  select identifier, number, loose, case when known = 1 and number - ${every} * cast(floor(cast(number as DOUBLE) / ${every}) as INTEGER) = 0 then 1 else 0 end as control
  from numbered`;

/** Three parts of a text, of which one typing error leaves at least one whole; for slips also one letter more or less. */
export const slipKey = `
  with sized as (
    select number, loose, control, identifier, length(identifier) - 2 + d.shift as letters from slip_identifier
    cross join (select -1 as shift union all select 0 as shift union all select 1 as shift) d
    where (d.shift = 0 or loose = 1) and length(identifier) >= 6
  ),
  cut as (select number, loose, control, identifier, cast(floor(cast(letters as DOUBLE) * 62 / 100) as INTEGER) as most, cast(floor(cast(letters as DOUBLE) * 3 / 10) as INTEGER) as few from sized)
  select distinct number, loose, control, 'a' || left(identifier, most + 2) as part from cut
  union select number, loose, control, 'z' || left(identifier, 2) || right(identifier, most) from cut
  union select number, loose, control, 'm' || left(identifier, few + 2) || '|' || right(identifier, few) from cut`;

/** Parts that more identifiers share than are compared. */
export const hotPart = (crowd: number): string =>
  `select part, count(*) as identifiers from slip_key group by part having count(*) > ${crowd}`;

/** Pairs worth a comparison: a possible slip and any other with an equal part or somebody in common. */
export const slipPair = (crowd: number): string => `
  with small as (select part from slip_key group by part having count(*) between 2 and ${crowd}),
  looked as (select k.number, k.loose, k.control, k.part from slip_key k join small s on s.part = k.part),
  mated as (select mate from slip_mate group by mate having count(*) between 2 and ${crowd}),
  met as (select t.number, t.mate, d.loose from slip_mate t join mated m on m.mate = t.mate join slip_identifier d on d.number = t.number)
  select a.number as slip, b.number as meant, a.control from looked a join looked b on b.part = a.part
  where a.number <> b.number and (a.loose = 1 or a.control = 1) and (b.loose = 0 or (a.loose = 1 and a.number < b.number))
  union
  select a.number, b.number, 0 from met a join met b on b.mate = a.mate
  where a.loose = 1 and a.number <> b.number and (b.loose = 0 or a.number < b.number)`;

/** Names by identifier. */
export const slipName = {
  i: "select d.number, n.name from slip_identifier d join id_name n on d.identifier = 'i:' || n.id_no",
  p: `select d.number, u.name from slip_identifier d join named_use u on d.identifier = 'p:' || u.phone
    union select d.number, n.name from slip_identifier d join phone_holder h on d.identifier = 'p:' || h.phone join id_name n on n.id_no = h.id_no`,
  v: 'select number, cast(null as STRING) as name from slip_identifier where 1 = 0',
} as const;

/** What an identifier was shown with: phones and plates of an id, addresses of a phone. */
export const slipMate = {
  i: 'select d.number, s.identifier as mate from slip_identifier d join shown_pair s on s.holder = d.identifier',
  p: `select d.number, r.recipient_address as mate from slip_identifier d join src_parcel r on d.identifier = 'p:' || r.recipient_phone where r.recipient_address is not null
    union select d.number, r.sender_address from slip_identifier d join src_parcel r on d.identifier = 'p:' || r.sender_phone where r.sender_address is not null`,
  v: `select d.number, s.holder as mate from slip_identifier d join shown_pair s on s.identifier = d.identifier`,
} as const;

/** How often an identifier was written; a slip of the pen hardly comes twice. */
export const slipTimes = {
  i: `select d.number, cast(sum(s.showings) as DOUBLE) as times from slip_identifier d join shown_pair s on s.holder = d.identifier group by d.number`,
  p: `select d.number, cast(sum(s.uses) as DOUBLE) as times from slip_identifier d join named_use s on d.identifier = 'p:' || s.phone group by d.number`,
  v: `select d.number, cast(count(*) as DOUBLE) as times from slip_identifier d join src_checkpoint s on d.identifier = 'v:' || s.plate group by d.number`,
} as const;

/** What else tells two apart: the year of birth of an id, the sort of vehicle of a plate. */
export const slipSort = {
  i: `select d.number, max(cast(p.birth_year as INTEGER)) as sort from slip_identifier d join src_person p on d.identifier = 'i:' || p.id_no
    where p.birth_year is not null group by d.number`,
  p: 'select number, cast(null as INTEGER) as sort from slip_identifier where 1 = 0',
  v: `select d.number, min(case r.vehicle_type when 'car' then 1 when 'truck' then 2 when 'bus' then 3 when 'motorbike' then 4 when 'van' then 5 end) as sort
    from slip_identifier d join src_checkpoint r on d.identifier = 'v:' || r.plate where r.vehicle_type is not null group by d.number`,
} as const;

/**
 * The pairs' own rows of a trait table (number, value), so that only what is compared is read; in one order, because only
 * the first names of an identifier are compared.
 */
export const wanted = (table: string): string => `
  select t.* from ${table} t join (select slip as number from slip_pair union select meant from slip_pair) w on w.number = t.number
  order by 1, 2 nulls last`;
