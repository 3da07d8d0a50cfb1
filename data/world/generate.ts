import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tables } from '../schema/index.ts';
import { bondsOf } from './bonds.ts';
import { buildWorld } from './build.ts';
import { type Cases, openCallBook, openCases } from './cases/index.ts';
import { checkOptions, type Targets } from './check-options.ts';
import { liveDay } from './habits/daily.ts';
import { type Enrolled, enrolLookalikes, runLookalikes } from './lookalikes/index.ts';
import { choosePatterns } from './patterns/index.ts';
import {
  makeDayWriter,
  makeTieBook,
  openTableStore,
  openTold,
  personKeys,
  type TableStore,
  type TieBook,
  type Told,
  writeCases,
  writeRegisters,
  writeTruth,
} from './record/index.ts';
import { countRoles, makeReport } from './report.ts';
import { Rng } from './rng.ts';
import { parametersFor } from './shift.ts';
import { castNetworks, type Network, runNetwork } from './trade/index.ts';
import type { WorldOptions, WorldReport } from './types.ts';
import type { World } from './world.ts';

interface Cast {
  readonly networks: readonly Network[];
  readonly enrolled: readonly Enrolled[];
  readonly cases: Cases;
}

/**
 * Writes a synthetic data set in the contract's tables and its truth beside it. Same options, same bytes. Memory is
 * bounded by the people, not by the days. Throws WorldError for what cannot be built, and the signal's reason when it is
 * told to stop; a stopped run leaves nothing, a killed one `<out>.partial`, which no reader takes for a data set.
 */
export async function generateWorld(options: WorldOptions): Promise<WorldReport> {
  const targets = await checkOptions(options);
  await rm(targets.partial, { recursive: true, force: true });
  await mkdir(targets.unfinished, { recursive: true });
  await mkdir(dirname(targets.truth), { recursive: true });
  const store = await openTableStore(targets.unfinished, options.format, Object.values(tables));
  const told = await openTold(join(targets.partial, 'ties'));
  try {
    return await write(options, targets, store, told);
  } catch (cause) {
    store.discard();
    told.store.discard();
    await rm(targets.partial, { recursive: true, force: true });
    await rm(`${targets.truth}.partial`, { force: true });
    await rm(`${targets.ties}.partial`, { force: true });
    throw cause;
  }
}

async function write(options: WorldOptions, targets: Targets, store: TableStore, told: Told): Promise<WorldReport> {
  const { people, days, seed } = options;
  const step = (name: string, done: number, total: number, unit: string): void =>
    options.onProgress?.({ step: name, done, total, unit });
  step('people and places', 0, people, 'people');
  const world = buildWorld(people, days, seed, parametersFor(options.shift));
  step('people and places', people, people, 'people');
  const cast = castWorld(world, options);
  const ties = makeTieBook(told, bondsOf(world, cast.enrolled));
  await writeDays(world, cast, { store, ties }, seed, (done) => {
    options.signal?.throwIfAborted();
    step('days', done, days, 'days');
  });
  step('registers', 0, people, 'rows');
  await writeRegisters(world, store, new Rng(seed, 'registers'));
  writeCases(
    store,
    cast.cases.rows,
    cast.cases.warrants.map((warrant) => warrant.row),
  );
  const files = await store.close();
  const keyOf = personKeys(world);
  await ties.close(`${targets.ties}.partial`, world.population.total, keyOf);
  step('registers', people, people, 'rows');
  const note = { timezone: 'Asia/Shanghai', synthetic: true, name: `world-${people}x${days}`, seed };
  await writeFile(join(targets.unfinished, 'dataset.json'), `${JSON.stringify(note, null, 2)}\n`);
  await writeTruth(world, keyOf, `${targets.truth}.partial`);
  await publish(targets);
  return makeReport(options, targets, world, cast.cases, cast.networks.length, store.rows(), files);
}

/** Roles first, then the innocent who resemble them, then what the police know. */
function castWorld(world: World, options: WorldOptions): Cast {
  const { seed, only, without } = options;
  const networks = castNetworks(world, choosePatterns(only, without), new Rng(seed, 'cast'));
  const enrolled = enrolLookalikes(world, countRoles(world), new Rng(seed, 'lookalikes'));
  const cases = openCases(world, networks, new Rng(seed, 'cases'));
  return { networks, enrolled, cases };
}

async function writeDays(
  world: World,
  cast: Cast,
  { store, ties }: { readonly store: TableStore; readonly ties: TieBook },
  seed: number,
  onDay: (done: number) => void,
): Promise<void> {
  const writer = makeDayWriter(world, store, ties, new Rng(seed, 'noise'));
  const calls = openCallBook(world, cast.networks, cast.cases.warrants);
  const life = new Rng(seed, 'life');
  const trade = new Rng(seed, 'trade');
  const others = new Rng(seed, 'others');
  const rings = new Rng(seed, 'calls');
  for (let day = 0; day < world.calendar.days; day++) {
    for (const network of cast.networks) runNetwork(world, trade, network, day);
    runLookalikes(world, others, cast.enrolled, day);
    liveDay(world, life, day);
    calls.day(rings, day);
    await writer.writeInLots(day);
    await store.breathe();
    await ties.breathe();
    onDay(day + 1);
  }
}

/** The data set appears whole, by one rename, after its truth. */
async function publish({ out, truth, ties, partial, unfinished }: Targets): Promise<void> {
  await rename(`${ties}.partial`, ties);
  await rename(`${truth}.partial`, truth);
  await rmdir(out).catch(() => undefined);
  await rename(unfinished, out);
  await rm(partial, { recursive: true, force: true });
}
