import type { Row } from '../../schema/index.ts';
import { at } from '../array.ts';
import { groupNames } from '../people/index.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import type { TableStore } from './table-store.ts';

const batchRows = 20_000;

/** The open registers as they stand at the end: places, people, numbers, vehicles. */
export async function writeRegisters(world: World, store: TableStore, rng: Rng): Promise<void> {
  for (const { row } of world.places.all) {
    store.add('place', [row.place_id, row.kind, row.name, row.lat, row.lon, row.area_id, row.border_km]);
  }
  const { population } = world;
  for (let i = 0; i < population.registered; i++) {
    const group = at(groupNames, at(population.group, i));
    const area = at(world.areas, at(population.home, i)).id;
    store.add('person', [population.id(i), population.name(i), at(population.birthYear, i), area, group]);
    if (i % batchRows === 0) await store.breathe();
  }
  await writeHoldings(world, store, rng);
}

async function writeHoldings(world: World, store: TableStore, rng: Rng): Promise<void> {
  const { id } = world.population;
  let written = 0;
  const until = (to: number): number | null => (to === 0 ? null : to);
  for (const entry of shuffledIndices(world.phones.subscriptions(), rng)) {
    const row = world.phones.subscription(entry);
    store.add('subscription', [world.phones.text(row.phone), id(row.holder), row.from, until(row.to)]);
    if (++written % batchRows === 0) await store.breathe();
  }
  for (const row of rng.shuffle([...world.vehicles.registrations()])) {
    const type = world.vehicles.type(row.vehicle);
    store.add('vehicle', [world.vehicles.plate(row.vehicle), id(row.keeper), row.from, until(row.to), type]);
  }
}

/** 0 to count - 1 in random order (Fisher and Yates). */
function shuffledIndices(count: number, rng: Rng): Int32Array {
  const list = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    const held = at(list, i);
    list[i] = at(list, j);
    list[j] = held;
  }
  return list;
}

/** Established facts and warrants. */
export function writeCases(
  store: TableStore,
  labels: readonly Row<'case_person'>[],
  warrants: readonly Row<'authorisation'>[],
): void {
  for (const row of labels) {
    store.add('case_person', [
      row.case_no,
      row.id_no,
      row.phone,
      row.role,
      row.established_at,
      row.basis,
      row.prompted_by_score,
    ]);
  }
  for (const row of warrants) {
    store.add('authorisation', [row.warrant_id, row.case_no, row.id_no, row.phone, row.valid_from, row.valid_to]);
  }
}
