import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ContactOptions, findContacts } from '../../engine/contacts/index.ts';
import { computeFeatures, type FeatureTable, type Look } from '../../engine/features/index.ts';
import { communities, FrozenGraph, readContacts, readGraph } from '../../engine/graph/index.ts';
import { type Lake, sql } from '../../engine/lake/index.ts';
import { readEstablished, resolvedTables } from '../../engine/resolve/index.ts';
import { farFuture, type Rows, resolveRows } from './line.ts';

/** Records -> features, stage by stage as the pipeline composes them. */
export async function featuresOf(
  lake: Lake,
  dir: string,
  rows: Rows,
  asOf = farFuture,
  options: ContactOptions = {},
): Promise<FeatureTable> {
  const line = await resolveRows(lake, dir, rows, asOf);
  const folder = join(line.openDir, 'contacts');
  mkdirSync(folder);
  await findContacts(lake, line.tableFile, folder, () => undefined, options);
  for (const table of resolvedTables)
    await lake.run(lake.dialect.view(table, `select * from ${sql.parquet([line.tableFile(table)])}`));
  const findings = sql.parquet([join(line.openDir, 'finding.parquet')]);
  await lake.run(lake.dialect.view('identity_finding', `select * from ${findings}`));
  const graph = await readGraph(lake, line.persons, join(folder, 'edge.parquet'));
  const contacts = await readContacts(lake, join(folder, 'contact.parquet'));
  const { byRole } = await readEstablished(lake, line.tableFile('established'));
  const seeds = { user: [...byRole.user], retailer: [...byRole.retailer], supplier: [...byRole.supplier] };
  const community = communities(new FrozenGraph(graph), 1).of;
  return computeFeatures({ lake, graph, contacts, community, seeds, days: 30, looks: [plainLook], ...options });
}

/** A first look that needs no model: a share of the night, of the week end and of the days. */
const plainLook: Look = ({ columns, names }) => {
  const of = (name: string): Float64Array =>
    Float64Array.from(columns[names.indexOf(name)] ?? [], (value) => value || 0);
  return { user: of('night_share'), retailer: of('weekend_share'), supplier: of('active_day_share') };
};

/** A small data set with every source, people, phones and cars; drawn from a seed by the caller. */
export function smallWorld(int: (bound: number) => number, people: number, events: number): Rows {
  const start = 1_700_000_000;
  const pick = <T>(list: readonly T[]): T => list[int(list.length)] as T;
  const when = (): number => start + int(20 * 86400);
  const rows = <T>(make: (i: number) => T): T[] => Array.from({ length: events }, (_, i) => make(i));
  const who = (): string => `id${int(people)}`;
  const phone = (): string => `ph${int(people + 5)}`;
  const maybe = <T>(value: T): T | null => (int(3) === 0 ? null : value);
  return {
    place: ['h1', 'h2', 'c1', 'c2', 'o1', 'o2', 'x1'].map((place_id, i) => ({
      place_id,
      kind: 'hotel',
      area_id: `a${i % 2}`,
      border_km: i === 6 ? null : i * 40,
      lat: i === 5 ? null : 24 + i * 0.3,
      lon: i === 5 ? null : 98 + i * 0.2,
    })),
    person: Array.from({ length: people }, (_, i) => ({ id_no: `id${i}`, home_area: maybe(`a${i % 2}`) })),
    subscription: Array.from({ length: people }, (_, i) => ({
      phone: `ph${i}`,
      id_no: `id${i}`,
      valid_from: start - 9,
      valid_to: maybe(start + 10 * 86400),
    })),
    vehicle: Array.from({ length: people }, (_, i) => ({ plate: `v${i}`, id_no: `id${i}`, valid_from: start - 9 })),
    lodging: rows((i) => {
      const check_in = when();
      return {
        record_id: `l${i}`,
        place_id: pick(['h1', 'h2']),
        check_in,
        check_out: maybe(check_in + 3600 * (1 + int(60))),
        room: maybe(`${int(4)}`),
        booking_id: maybe(`b${int(events)}`),
        id_no: maybe(who()),
        phone: phone(),
      };
    }),
    transport: rows((i) => {
      const depart_at = when();
      return {
        record_id: `t${i}`,
        mode: pick(['bus', 'train', 'ride'] as const),
        service_id: `s${int(6)}`,
        from_place: pick(['h1', 'x1', 'o2']),
        to_place: pick(['h2', 'o2', 'c1']),
        depart_at,
        arrive_at: maybe(depart_at + 4000),
        seat: maybe(`${1 + int(5)}${pick(['A', 'B', ''])}`),
        order_id: maybe(`o${int(events)}`),
        purchased_at: maybe(depart_at - int(30000)),
        id_no: who(),
      };
    }),
    checkpoint: rows((i) => ({
      record_id: `c${i}`,
      place_id: pick(['c1', 'c2']),
      // Close together, so that there are convoys, on days before and after any date that a test looks from.
      passed_at: start + (int(4) === 0 ? 86400 * (4 + int(16)) : 0) + int(2000),
      direction: maybe(pick(['in', 'out'] as const)),
      plate: `v${int(people)}`,
    })),
    parcel: rows((i) => ({
      record_id: `p${i}`,
      waybill_no: `${i}`,
      from_place: pick(['o1', 'x1']),
      to_place: pick(['o2', 'h2']),
      sent_at: when(),
      sender_phone: maybe(phone()),
      sender_id_no: maybe(who()),
      recipient_phone: maybe(phone()),
      weight_kg: maybe(int(40) / 7),
      goods: ['tea', '木家具', 'snacks', 'clothes', null][i % 5] ?? null,
    })),
    call: rows((i) => ({
      record_id: `k${i}`,
      caller: phone(),
      callee: phone(),
      started_at: when(),
      duration_s: maybe(int(120)),
      warrant_id: 'w',
    })),
    case_person: [
      { case_no: 'k1', id_no: 'id0', role: 'user', established_at: start, basis: 'seizure' },
      { case_no: 'k1', id_no: 'id1', role: 'user', established_at: start + 5 * 86400, basis: 'seizure' },
      { case_no: 'k1', phone: 'ph2', role: 'retailer', established_at: start + 86400, basis: 'conviction' },
      { case_no: 'k2', id_no: 'id3', role: 'supplier', established_at: start, basis: 'conviction' },
      { case_no: 'k2', id_no: 'id4', role: 'victim', established_at: start, basis: 'adjudicated_statement' },
    ],
  };
}
