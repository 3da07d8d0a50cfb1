/** Home area as registered, else the area where most of the person's records are. */
export const person = `
  with seen as (
    select person, place_id from stay union all select person, from_place from leg union all select person, place_id from passage
    union all select sender, from_place from shipment where sender is not null
    union all select recipient, to_place from shipment where recipient is not null
    union all select caller, caller_cell from conversation where caller_cell is not null
    union all select callee, callee_cell from conversation where callee_cell is not null
  ),
  counted as (select s.person, p.area_id, count(*) as n from seen s join src_place p on p.place_id = s.place_id group by s.person, p.area_id),
  most as (select person, max(n) as n from counted group by person),
  usual as (select c.person, min(c.area_id) as area_id from counted c join most m on m.person = c.person and m.n = c.n group by c.person),
  home as (select k.person, min(r.home_area) as area_id from src_person r join person_key k on k.identifier = 'i:' || r.id_no group by k.person)
  select n.person, n.pseudonym, coalesce(h.area_id, u.area_id) as area_id
  from person_pseudonym n left join home h on h.person = n.person left join usual u on u.person = n.person`;
