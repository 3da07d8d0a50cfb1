#!/usr/bin/env node
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Command } from 'commander';
import { generateWorld } from '../data/world/index.ts';
import { openEngine, prints, saveModel, type TrainingSet, trainModel } from '../engine/index.ts';
import { wholeNumber } from './commands/arguments.ts';
import { createTerminal } from './terminal/terminal.ts';

/** Trains the model that ships, on worlds of other seeds and other parameters than anybody will look at. */
const terminal = createTerminal(process.stdout, process.stderr);
const program = new Command('train-baseline')
  .option('--worlds <n>', 'worlds to train on', wholeNumber(2), 8)
  .option('--people <n>', 'people a world', wholeNumber(1000), 20000)
  .option('--days <n>', 'days a world', wholeNumber(5), 60)
  .option('--first-seed <n>', 'seed of the first world', wholeNumber(0), 1001)
  .option('--keep <dir>', 'folder for the features of each world, so that a training that was cut short goes on')
  .requiredOption('--out <dir>', 'models/<name>/<version>')
  .parse();
const options = program.opts<{
  worlds: number;
  people: number;
  days: number;
  firstSeed: number;
  keep?: string;
  out: string;
}>();

const optionalSources = ['call', 'parcel', 'checkpoint', 'lodging'] as const;
const made = prints();
const sets: TrainingSet[] = [];
for (let i = 0; i < options.worlds; i++) {
  const seed = options.firstSeed + i;
  terminal.note(`world ${i + 1} of ${options.worlds}, seed ${seed}`);
  sets.push(await keptSet(seed, i));
}
const out = resolve(options.out);
const model = await trainModel(sets, {
  seed: options.firstSeed,
  name: basename(dirname(out)),
  version: basename(out),
  made,
  onProgress: terminal.progress,
});
saveModel(model, out);
terminal.print(`Written: ${options.out}`);

/** The set of a world as this very code made it, or makes it now and keeps it. */
async function keptSet(seed: number, index: number): Promise<TrainingSet> {
  if (options.keep === undefined) return worldSet(seed, index);
  const file = join(options.keep, `${seed}-${options.people}-${options.days}-${made.code.slice(0, 16)}.bin`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as TrainingSet;
  const set = await worldSet(seed, index);
  mkdirSync(options.keep, { recursive: true });
  writeFileSync(`${file}.partial`, serialize(set));
  renameSync(`${file}.partial`, file);
  return set;
}

/**
 * Every world has a prefecture of its own (`shift`), and every third one lacks a source, so that the model learns
 * what prefectures have in common and can do without a table that somebody does not have.
 */
async function worldSet(seed: number, index: number): Promise<TrainingSet> {
  const scratch = mkdtempSync(join(tmpdir(), 'excavator-train-'));
  const world = join(scratch, 'world');
  const truth = join(scratch, 'truth.csv');
  try {
    const { people, days } = options;
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
    if (missing !== undefined) rmSync(join(world, `${missing}.parquet`));
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
