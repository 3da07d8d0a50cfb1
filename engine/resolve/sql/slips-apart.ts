/** Named steps that find what keeps two identifiers apart, for the pairs of `likely_pair` (slip, meant). */

/** One order, booking or waybill that names both: two people at once. */
export const namedAtOnce = `
  with member as (select slip as identifier from likely_pair union select meant from likely_pair),
  named as (
    select 'o:' || r.order_id as gathering, m.identifier from src_transport r join member m on m.identifier = 'i:' || r.id_no where r.order_id is not null
    union select 'b:' || r.place_id || ' ' || r.booking_id, m.identifier from src_lodging r join member m on m.identifier = 'i:' || r.id_no where r.booking_id is not null
  )
  select distinct p.slip, p.meant from likely_pair p join named a on a.identifier = p.slip join named b on b.identifier = p.meant and b.gathering = a.gathering
  order by p.slip, p.meant`;

/** Sightings of the two within the horizon at two places; `pair` counts the pairs in the order of their names. */
export const seenNear = (horizonSeconds: number): string => `
  with numbered as (select slip, meant, row_number() over (order by slip, meant) - 1 as pair from likely_pair)
  select cast(p.pair as INTEGER) as pair, abs(a.seen_at - b.seen_at) as seconds, a.lat as lat_a, a.lon as lon_a, b.lat as lat_b, b.lon as lon_b
  from numbered p join presence a on a.identifier = p.slip join presence b on b.identifier = p.meant
  where a.seen_at - b.seen_at between -${horizonSeconds} and ${horizonSeconds} and (a.lat <> b.lat or a.lon <> b.lon)
  order by p.pair, seconds, lat_a, lon_a, lat_b, lon_b`;
