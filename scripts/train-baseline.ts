#!/usr/bin/env node
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Command } from 'commander';
import { generateWorld } from '../data/world/index.ts';
import {
  firstColumns,
  loadFirstLook,
  openEngine,
  prints,
  saveModel,
  type TrainingSet,
  trainModel,
} from '../engine/index.ts';
import { wholeNumber } from './commands/arguments.ts';
import { createTerminal } from './terminal/terminal.ts';

/**
 * Trains the model that ships, on worlds of other seeds and other parameters than anybody will look at. It continues the
 * first look (--from-nothing makes one) and reads what the looks that engine/config names made of contacts. Their worlds
 * must be others: what a model says of its own would be too good.
 */
const terminal = createTerminal(process.stdout, process.stderr);
const program = new Command('train-baseline')
  .option('--worlds <list>', 'worlds to train on, as COUNTxPEOPLExDAYS,...', '7x200000x180')
  .option('--first-seed <n>', 'seed of the first world', wholeNumber(0), 2006)
  .option('--from-nothing', 'train a first look: features of records, contacts and cases only', false)
  .option('--most-rounds <n>', 'rounds after which a role ends, even one that still gains', wholeNumber(1), 600)
  .option('--keep <dir>', 'folder for the features of each world, so that a training that was cut short goes on')
  .requiredOption('--out <dir>', 'models/<name>/<version>')
  .parse();
const options = program.opts<{
  worlds: string;
  firstSeed: number;
  fromNothing: boolean;
  mostRounds: number;
  keep?: string;
  out: string;
}>();

const optionalSources = ['parcel', 'call', 'checkpoint', 'lodging'] as const;
const made = prints();
const sets: TrainingSet[] = [];
const sizes = options.worlds.split(',').flatMap((group) => sizesOf(group));
for (const [i, size] of sizes.entries()) {
  const seed = options.firstSeed + i;
  terminal.note(`world ${i + 1} of ${sizes.length}, seed ${seed}: ${size.people} people, ${size.days} days`);
  sets.push(await keptSet(seed, i, size));
}
const out = resolve(options.out);
const parent = loadFirstLook();
const wanted = options.fromNothing
  ? sets.map((set) => ({ ...set, features: firstColumns(set.features, parent.features.length) }))
  : sets;
const model = await trainModel(wanted, {
  ...(options.fromNothing ? {} : { parent }),
  seed: options.firstSeed,
  mostRounds: options.mostRounds,
  name: basename(dirname(out)),
  version: basename(out),
  made,
  onProgress: terminal.progress,
});
saveModel(model, out);
terminal.print(`Written: ${options.out}`);

interface Size {
  readonly people: number;
  readonly days: number;
}

/** Reads `12x30000x120`: twelve worlds of 30,000 people and 120 days. */
function sizesOf(group: string): readonly Size[] {
  const [count, people, days] = group.split('x').map(wholeNumber(1));
  if (count === undefined || people === undefined || days === undefined)
    throw new Error(`--worlds: got ${group}, expected COUNTxPEOPLExDAYS such as 12x30000x120`);
  return Array.from({ length: count }, () => ({ people, days }));
}

/** The set of a world as this very code made it, or makes it now and keeps it. */
async function keptSet(seed: number, index: number, size: Size): Promise<TrainingSet> {
  if (options.keep === undefined) return worldSet(seed, index, size);
  const file = join(options.keep, `${seed}-${size.people}-${size.days}-${made.code.slice(0, 16)}.bin`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as TrainingSet;
  const set = await worldSet(seed, index, size);
  mkdirSync(options.keep, { recursive: true });
  writeFileSync(`${file}.partial`, serialize(set));
  renameSync(`${file}.partial`, file);
  return set;
}

/**
 * Every world has a prefecture of its own (`shift`), and every third one lacks a source, so that the model learns
 * what prefectures have in common and can do without a table that somebody does not have.
 */
async function worldSet(seed: number, index: number, { people, days }: Size): Promise<TrainingSet> {
  const scratch = mkdtempSync(join(tmpdir(), 'excavator-train-'));
  const world = join(scratch, 'world');
  const truth = join(scratch, 'truth.csv');
  try {
    await generateWorld({
      people,
      days,
      seed,
      shift: seed,
      out: world,
      truth,
      format: 'parquet',
      onProgress: terminal.progress,
    });
    const missing = index % 3 === 2 ? optionalSources[Math.floor(index / 3) % optionalSources.length] : undefined;
    if (missing !== undefined)
      for (const name of [missing, `${missing}.parquet`]) rmSync(join(world, name), { recursive: true, force: true });
    const engine = await openEngine({
      home: join(scratch, 'home'),
      now: Math.floor(Date.now() / 1000),
      demoSeed: seed,
      onProgress: terminal.progress,
    });
    try {
      await engine.ingest(world);
      return await engine.trainingSet({ truth, group: `world ${seed}` });
    } finally {
      engine.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
