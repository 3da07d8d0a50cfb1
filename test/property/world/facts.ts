import type { DuckDBConnection } from '@duckdb/node-api';

/** Tables that say who did what, with people found by id, else by the number's or plate's holder. For tests only. */
export async function prepareFacts(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `create temp table holder as select phone, max_by(id_no, valid_from) id_no from subscription group by phone`,
  );
  await connection.run(
    `create temp table keeper as select plate, max_by(id_no, valid_from) id_no from vehicle group by plate`,
  );
  await connection.run(`create temp table stay as select l.record_id, l.place_id, l.room, l.booking_id, l.check_in, l.check_out,
    coalesce(l.id_no, h.id_no) who, p.border_km from lodging l left join holder h using (phone) join place p using (place_id)`);
  await connection.run(
    `create temp table ticket as select t.*, coalesce(t.id_no, h.id_no) who from transport t left join holder h using (phone)`,
  );
  await connection.run(
    `create temp table pass as select c.*, coalesce(c.id_no, k.id_no) who from checkpoint c left join keeper k using (plate)`,
  );
  await connection.run(`create temp table box as select p.record_id, p.sent_at, p.from_place, p.sender_id_no, p.sender_name, p.sender_phone,
    coalesce(p.sender_id_no, s.id_no) who, r.id_no recipient, f.border_km from_km, g.border_km to_km
    from parcel p left join holder s on s.phone = p.sender_phone left join holder r on r.phone = p.recipient_phone
    join place f on f.place_id = p.from_place join place g on g.place_id = p.to_place`);
  await connection.run(
    `create temp table guilty as select id_no, role, network_id from truth where role <> 'none' and id_no is not null`,
  );
}

const firstInstant = '(select min(check_in) from lodging)';

/** Suspicious motifs as queries that yield one row per motif and person who shows it. */
export const motifs: Readonly<Record<string, string>> = Object.freeze({
  'one night near the border': `select who from stay where border_km < 25 and check_out - check_in between 28800 and 115200`,
  'room for some hours': `select who from stay where check_out - check_in < 28800`,
  'room shared outside the household': `select a.who from stay a join stay b on a.place_id = b.place_id and a.room = b.room
    and a.check_in < b.check_out and b.check_in < a.check_out and a.who <> b.who and a.record_id <> b.record_id`,
  'visit under no booking': `select who from stay where booking_id is null`,
  'parcel from the border inland': `select coalesce(who, recipient) who from box where from_km < 25 and to_km > 100`,
  'parcel whose sender shows no id': `select recipient who from box where sender_id_no is null and sender_phone is null and sender_name not like '%商行'`,
  'ticket bought within two hours': `select who from ticket where mode <> 'ride' and depart_at - purchased_at < 7200`,
  'order shared': `select who from ticket join (select order_id from ticket group by 1 having count(*) > 1) using (order_id)`,
  'ride shared': `select who from ticket join (select service_id from ticket where mode = 'ride' group by 1 having count(*) > 1) using (service_id)`,
  'number changed': `select id_no who from subscription where valid_from > ${firstInstant}`,
  convoy: `select a.who from pass a join pass b on a.place_id = b.place_id and a.direction = b.direction and a.plate <> b.plate
    and b.passed_at - a.passed_at between 120 and 1800 and a.passed_at // 3600 = b.passed_at // 3600
    group by a.who, b.who, a.passed_at // 86400 having count(distinct a.place_id) >= 2`,
  'checkpoint left out': `select who from (select who, passed_at, direction, lead(passed_at) over w - passed_at gap, lead(direction) over w onward
    from pass where who is not null window w as (partition by who order by passed_at)) where gap between 5400 and 28800 and direction = onward`,
  'passing at night': `select who from pass where (passed_at + 28800) % 86400 < 18000`,
});

/** How far from a half the area may lie by chance with so few positives: three standard errors, 0.05 at least. */
export function tolerance(positives: number): number {
  return Math.max(0.05, 3 / Math.sqrt(12 * positives));
}

/** Area under the ROC curve by ranks (Mann and Whitney 1947); ties count half. */
export function auroc(positive: readonly number[], negative: readonly number[]): number {
  const all = [...positive.map((value) => ({ value, hit: 1 })), ...negative.map((value) => ({ value, hit: 0 }))];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end++;
    const hits = all.slice(start, end).reduce((sum, one) => sum + one.hit, 0);
    rankSum += (hits * (start + end + 1)) / 2;
    start = end;
  }
  const n = positive.length;
  return (rankSum - (n * (n + 1)) / 2) / (n * negative.length);
}
