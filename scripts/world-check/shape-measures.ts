import type { DataSet } from './data-set.ts';
import { clusteringOf, type Neighbours } from './meetings.ts';
import { deedSql } from './person-features.ts';

/** Raw distributions of a world; one entry a person, a pair, a rank, an hour or a stay as the name says. */
export interface Shape {
  /** Partners of everybody in the register. */
  readonly degrees: Float64Array;
  /** Local clustering of everybody with two partners or more. */
  readonly clustering: Float64Array;
  /** Burstiness of everybody with at least eight records. */
  readonly burstiness: Float64Array;
  /** Kilometres; people recorded in two places or more. */
  readonly gyrationKm: Float64Array;
  /** Mean share of visits to a person's k-th place, k = 1 to 5, of people with five places and fifteen records or more. */
  readonly ownPlaces: Float64Array;
  /** Guests of each hotel, most first. */
  readonly hotelGuests: Float64Array;
  /** Records by local hour, 24 numbers. */
  readonly hours: Float64Array;
  readonly stayHours: Float64Array;
  /** Local midnights within each stay that has one. */
  readonly stayNights: Float64Array;
}

export async function measureShape(data: DataSet, graph: Neighbours): Promise<Shape> {
  const one = async (sql: string): Promise<Float64Array> =>
    Object.values(await data.numbers(sql))[0] ?? new Float64Array();
  const degrees = Float64Array.from(graph.of, (own) => own.length);
  const clustering = Float64Array.from(graph.of, (_, person) => clusteringOf(graph, person));
  return {
    degrees,
    clustering: clustering.filter((value) => !Number.isNaN(value)),
    burstiness: await one(burstinessSql),
    gyrationKm: await one(gyrationSql),
    ownPlaces: await one(ownPlacesSql),
    hotelGuests: await one('select count(*) from lodging group by place_id order by 1 desc'),
    hours: await one(
      `with h as (select hour, count(*) as n from ${deedSql} group by hour)
       select coalesce(n, 0) from range(24) r(hour) left join h using (hour) order by r.hour`,
    ),
    stayNights: await one(
      `select * from (select (check_out + ${data.offsetSeconds}) // 86400 - (check_in + ${data.offsetSeconds}) // 86400 as nights
       from lodging where check_out is not null) where nights >= 1`,
    ),
    stayHours: await one('select (check_out - check_in) / 3600.0 from lodging where check_out is not null'),
  };
}

/**
 * Goh & Barabasi's (s - m) / (s + m) of the gaps between a person's records, corrected for the number of gaps n as in
 * Kim & Jo (Phys. Rev. E 94, 032311, 2016, eq. 22): B = (sqrt(n+2) r - sqrt(n)) / ((sqrt(n+2) - 2) r + sqrt(n)), r = s / m.
 */
const burstinessSql = `
  with gap as (select pid, moment - lag(moment) over (partition by pid order by moment) as gap from ${deedSql}),
  person as (select count(gap) as n, stddev_pop(gap) / avg(gap) as r from gap group by pid having count(gap) >= 7)
  select (sqrt(n + 2) * r - sqrt(n)) / ((sqrt(n + 2) - 2) * r + sqrt(n)) as b from person where r is not null`;

/**
 * Root mean square distance of a person's records from their centre, on a plane tangent to the prefecture. Whole metres, so
 * that the sums do not depend on the order of the rows.
 */
const gyrationSql = `
  with spot as (select place_id, cast(lat * 111200 as bigint) as y,
      cast(lon * 111200 * cos(radians((select round(avg(lat), 3) from place))) as bigint) as x
    from place where lat is not null and lon is not null),
  own as (select deed.pid, count(*) as n, count(distinct place) as places, cast(sum(x) as double) as sx,
      cast(sum(y) as double) as sy, cast(sum(x * x) as double) as sxx, cast(sum(y * y) as double) as syy
    from ${deedSql} join spot on spot.place_id = deed.place group by deed.pid)
  select sqrt(greatest(0, (sxx - sx * sx / n + syy - sy * sy / n) / n)) / 1000 as km from own where places >= 2`;

const ownPlacesSql = `
  with visit as (select pid, place, count(*) as n from ${deedSql} group by pid, place),
  ranked as (select pid, n * 1.0 / sum(n) over (partition by pid) as share, count(*) over (partition by pid) as places, sum(n) over (partition by pid) as records,
    row_number() over (partition by pid order by n desc, place) as k from visit)
  select avg(share) from ranked where places >= 5 and records >= 15 and k <= 5 group by k order by k`;
