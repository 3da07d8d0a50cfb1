import { sql } from '../../lake/index.ts';

/**
 * Named steps that say which identifiers exist and which belong together.
 * An identifier is `i:` national id, `p:` phone or `v:` plate; `i:` sorts first, so a cluster is named by its id.
 */

/** Every (phone or plate, national id) seen together on a row of a record, and on how many rows. */
export const shownPair = `
  select identifier, holder, count(*) as showings from (
  select 'p:' || phone as identifier, 'i:' || id_no as holder from src_lodging where phone is not null and id_no is not null
  union all
  select 'p:' || phone, 'i:' || id_no from src_transport where phone is not null and id_no is not null
  union all
  select 'p:' || sender_phone, 'i:' || sender_id_no from src_parcel where sender_phone is not null and sender_id_no is not null
  union all
  select 'v:' || plate, 'i:' || id_no from src_checkpoint where plate is not null and id_no is not null
  ) shown group by identifier, holder`;

/** Phones and plates that a register gives to somebody at some time. */
export const registered = `
  select distinct 'p:' || phone as identifier from src_subscription
  union
  select distinct 'v:' || plate from src_vehicle`;

/**
 * A phone or plate without a registered holder belongs to the one national id it is ever shown with.
 * Shown with two, it stays a person of its own: guessing would merge strangers.
 */
export const claim = `
  select t.identifier, min(t.holder) as holder
  from shown_pair t left join registered r on r.identifier = t.identifier
  where r.identifier is null
  group by t.identifier
  having min(t.holder) = max(t.holder)`;

/** The same without those that a person told apart. */
export const claimNotToldApart = `
  select c.identifier, c.holder from claim c left join told_apart n on n.a = c.identifier and n.b = c.holder where n.a is null`;

/** Every identifier that any record or register names; the letter of its sort comes after the duplicates went. */
export const identifier = `
  with id as (
    select id_no as written from src_person union all select id_no from src_lodging union all select id_no from src_transport
    union all select id_no from src_checkpoint union all select sender_id_no from src_parcel union all select id_no from src_subscription
    union all select id_no from src_vehicle union all select id_no from src_case_person
  ),
  number as (
    select phone as written from src_subscription union all select phone from src_lodging union all select phone from src_transport
    union all select sender_phone from src_parcel union all select recipient_phone from src_parcel
    union all select caller from src_call union all select callee from src_call union all select phone from src_case_person
  ),
  plate as (select plate as written from src_vehicle union all select plate from src_lodging union all select plate from src_checkpoint)
  select 'i:' || written as identifier from id where written is not null group by written
  union all select 'p:' || written from number where written is not null group by written
  union all select 'v:' || written from plate where written is not null group by written`;

/** Who showed a phone or plate on two days or more that a register gives to somebody else, or to nobody while several show it. */
export const likelyUser = (from: number): string => `
  with register as (
    select 'p:' || phone as identifier, 'i:' || id_no as holder from src_subscription union select 'v:' || plate, 'i:' || id_no from src_vehicle
  ),
  known as (select identifier from register group by identifier),
  shown as (
    select identifier, holder, count(distinct ${sql.floorDivision(`seen_at - ${from}`, 86400)}) as days, min(seen_at) as first_at, max(seen_at) as last_at
    from (select identifier, holder, seen_at from showing union all select identifier, holder, seen_at from group_showing) seen group by identifier, holder
  ),
  several as (select identifier from shown group by identifier having count(*) > 1)
  select s.identifier, s.holder, s.days, s.first_at, s.last_at, case when k.identifier is null then 0 else 1 end as known
  from shown s left join known k on k.identifier = s.identifier left join several m on m.identifier = s.identifier
  left join register r on r.identifier = s.identifier and r.holder = s.holder
  where s.days >= 2 and r.identifier is null and (k.identifier is not null or m.identifier is not null)`;

/** Phones and plates, such as a shop's, that too many show for one to stand out. */
export const crowdedUse = (crowd: number): string =>
  `select count(*) as n from (select identifier from likely_user group by identifier having count(*) > ${crowd}) crowded`;

/**
 * Who seems to use a phone or plate that a register gives to somebody else, or to nobody while several show it: from two days
 * of showing on, against the days on which others showed it meanwhile. Registers are taken to be right in 49 of 50,
 * one's own is shown 16 times as often as a stranger's, one in fifty is shared by two who show it alike
 * (config.lifetimes.holders). An order for several shows the phone with each of them, so that who is on all of its orders
 * stands out. It is theirs from the last time that another showed it before until the next, as far as the register has one entry.
 */
export const rival = (from: number, crowd: number): string => `
  with entry as (
    select 'p:' || phone as identifier, 'i:' || id_no as holder, valid_from, coalesce(valid_to, 9999999999) as valid_to from src_subscription
    union all select 'v:' || plate, 'i:' || id_no, valid_from, coalesce(valid_to, 9999999999) from src_vehicle
  ),
  register as (select identifier, holder from entry group by identifier, holder),
  seen as (select identifier, holder, seen_at from showing union all select identifier, holder, seen_at from group_showing),
  few as (select identifier from likely_user group by identifier having count(*) <= ${crowd}),
  candidate as (select u.identifier, u.holder, u.days, u.first_at, u.last_at, u.known from likely_user u join few f on f.identifier = u.identifier),
  other as (
    select u.identifier, u.holder, s.holder as other, case when r.identifier is null then 0 else 1 end as registered,
      count(distinct case when s.seen_at between u.first_at and u.last_at then ${sql.floorDivision(`s.seen_at - ${from}`, 86400)} end) as days,
      max(case when s.seen_at < u.first_at then s.seen_at end) as before_at, min(case when s.seen_at > u.last_at then s.seen_at end) as after_at
    from candidate u join seen s on s.identifier = u.identifier and s.holder <> u.holder
    left join register r on r.identifier = s.identifier and r.holder = s.holder
    group by u.identifier, u.holder, s.holder, r.identifier
  ),
  met as (
    select u.identifier, u.holder, max(u.days) as days, max(u.known) as known, max(u.first_at) as first_at, max(u.last_at) as last_at,
      coalesce(max(case when o.registered = 1 then o.days end), 0) as own, coalesce(max(case when o.registered = 0 then o.days end), 0) as best,
      coalesce(cast(sum(case when o.registered = 0 then cast(round(1000000 * power(16.0, greatest(-8, least(8, o.days - u.days)))) as BIGINT) end) as BIGINT), 0) as others_micro,
      max(o.before_at) as before_at, min(o.after_at) as after_at
    from candidate u left join other o on o.identifier = u.identifier and o.holder = u.holder group by u.identifier, u.holder
  ),
  odds as (
    select identifier, holder, days, own, best, first_at, last_at, before_at, after_at,
      cast(others_micro as DOUBLE) / 1000000 + case when known = 1 then 49 * power(16.0, greatest(-8, least(8, own - days))) else 0 end as against,
      case when own > 0 then power(2.0, greatest(-20, least(20, 3 * own - days))) else 0 end as shared_own,
      case when best > 0 then 0.02 * power(2.0, greatest(-20, least(20, 3 * best - days))) else 0 end as shared_best
    from met
  ),
  bound as (
    select o.identifier, o.holder, max(case when e.valid_from <= o.first_at then e.valid_from end) as valid_from, min(case when e.valid_to > o.last_at then e.valid_to end) as valid_to
    from odds o join entry e on e.identifier = o.identifier group by o.identifier, o.holder
  )
  select o.identifier, o.holder, greatest(coalesce(o.before_at + 1, 0), coalesce(b.valid_from, 0)) as valid_from,
    least(coalesce(o.after_at, 9999999999), coalesce(b.valid_to, 9999999999)) as valid_to,
    round(cast(1 + shared_own * (cast(days as DOUBLE) / (days + own)) + shared_best * (cast(days as DOUBLE) / (days + best)) as DOUBLE) / (1 + against + shared_own + shared_best), 6) as probability
  from odds o left join bound b on b.identifier = o.identifier and b.holder = o.holder`;

/**
 * Who holds a phone or a plate, and when: from `valid_from` up to, not including, `valid_to`. Rows of one
 * identifier do not overlap. A person's decision comes first (`told_same`), then who surely uses it (`rival`), then
 * the registers; of several at once the one registered last (an old entry is often left open), then the smaller
 * person number. Open ends are far away. What is written with a typing error (`slip`) is held by whoever holds
 * what was meant. Whom somebody told apart (`told_apart`) holds nothing of the other.
 */
export const tenure = (sureFrom: number): string => `
  with register as (
    select 'p:' || phone as identifier, 'i:' || id_no as holder, valid_from, coalesce(valid_to, 9999999999) as valid_to from src_subscription
    union all
    select 'v:' || plate, 'i:' || id_no, valid_from, coalesce(valid_to, 9999999999) from src_vehicle
  ),
  source as (
    select identifier, holder, valid_from, valid_to, 0 as priority, 0.98 as probability, 'registered' as state from register
    union all
    select x.identifier, r.holder, r.valid_from, r.valid_to, 0, x.probability, 'typing_error' from slip x join register r on r.identifier = x.meant
    union all
    select identifier, holder, valid_from, valid_to, 1, probability, 'used_by_another' from rival where probability >= ${sureFrom}
    union all
    select a, b, 0, 9999999999, 2, 1.0, 'decided' from told_same where b like 'i:%' and a not like 'i:%'
  ),
  held as (
    select s.identifier, k.person, s.valid_from, s.valid_to, s.priority, s.probability, s.state
    from source s join person_key k on k.identifier = s.holder
    left join told_apart n on n.a = s.identifier and n.b = s.holder where n.a is null and s.valid_from < s.valid_to
  ),
  change as (select identifier, valid_from as changed_at from held union select identifier, valid_to from held),
  span as (
    select identifier, changed_at as valid_from, lead(changed_at) over (partition by identifier order by changed_at) as valid_to from change
  ),
  told as (
    select s.identifier, s.valid_from, s.valid_to, h.person, h.probability, h.state,
      row_number() over (partition by s.identifier, s.valid_from order by h.priority desc, h.valid_from desc, h.person, h.probability desc, h.state) as place
    from span s
    join held h on h.identifier = s.identifier and h.valid_from <= s.valid_from and s.valid_to <= h.valid_to
  )
  select identifier, person, valid_from, valid_to, probability, state from told where place = 1`;

/**
 * P(person holds identifier | interval), with the state that makes it so: one row a holder and interval. What the
 * registers do not give to anybody is its own person's, or that of the id it is shown with.
 */
export const holding = `
  with free as (
    select k.identifier, k.person, c.holder from person_key k left join claim c on c.identifier = k.identifier
    left join (select identifier from tenure group by identifier) t on t.identifier = k.identifier
    where t.identifier is null and (k.identifier like 'p:%' or k.identifier like 'v:%')
  )
  select identifier, person, valid_from, valid_to, round(probability, 6) as probability, state from tenure
  union all
  select f.identifier, f.person, 0, 9999999999, case when s.showings is null then 1.0 else round(cast(s.showings + 1 as DOUBLE) / (s.showings + 2), 6) end,
    case when f.holder is null then 'nobody_registered' else 'shown_with_one_id' end
  from free f left join shown_pair s on s.identifier = f.identifier and s.holder = f.holder
  union all
  select identifier, person, first_at, last_at + 1, probability, 'driven_by_another' from driven
  union all
  select l.identifier, k.person, cast(l.valid_from as BIGINT), cast(l.valid_to as BIGINT), round(l.probability, 6), l.state
  from state_holder l join person_key k on k.identifier = l.holder`;
