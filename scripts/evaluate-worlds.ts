#!/usr/bin/env node
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { generateWorld } from '../data/world/index.ts';
import { type EvaluationMetrics, openEngine, poolWorlds } from '../engine/index.ts';
import { wholeNumber } from './commands/arguments.ts';
import { metricsText, worldsText } from './commands/evaluate.ts';
import { writeEvaluation } from './evaluation-report/index.ts';
import { createTerminal } from './terminal/terminal.ts';

/** Measures the champion on worlds that no training has seen, from records to report: what docs/evaluation shows. */
const terminal = createTerminal(process.stdout, process.stderr);
const options = new Command('evaluate-worlds')
  .option('--worlds <n>', 'worlds to measure on', wholeNumber(1), 3)
  .option('--people <n>', 'people a world', wholeNumber(1000), 20000)
  .option('--days <n>', 'days a world', wholeNumber(5), 60)
  .option('--first-seed <n>', 'seed of the first world; trainings use 1001 and up', wholeNumber(0), 9001)
  .option('--shift', 'every world in a prefecture of its own', false)
  .option('--controls', 'rewire the contacts of the first world and score again', false)
  .requiredOption('--out <dir>', 'folder for report.html, metrics.json and worlds.json')
  .parse()
  .opts<{
    worlds: number;
    people: number;
    days: number;
    firstSeed: number;
    shift: boolean;
    controls: boolean;
    out: string;
  }>();

const out = resolve(options.out);
mkdirSync(out, { recursive: true });
const found: EvaluationMetrics[] = [];
for (let i = 0; i < options.worlds; i++) {
  const seed = options.firstSeed + i;
  terminal.note(`world ${i + 1} of ${options.worlds}, seed ${seed}`);
  found.push(await measure(seed, i === 0));
}
terminal.endProgress();
const [first, ...others] = found as [EvaluationMetrics, ...EvaluationMetrics[]];
writeFileSync(join(out, 'metrics.json'), `${JSON.stringify(first, null, 2)}\n`);
const summary = found.length > 1 ? poolWorlds(found) : undefined;
terminal.print(metricsText(first));
if (summary !== undefined) terminal.print(`\n${worldsText(summary)}`);
terminal.print(`\nReport: ${writeEvaluation(out, first, others, summary)}`);

async function measure(seed: number, isFirst: boolean): Promise<EvaluationMetrics> {
  const scratch = mkdtempSync(join(tmpdir(), 'excavator-evaluate-'));
  const [world, truth] = [join(scratch, 'world'), join(scratch, 'truth.csv')];
  const { people, days, shift, controls } = options;
  const { progress: onProgress } = terminal;
  try {
    await generateWorld({
      people,
      days,
      seed,
      ...(shift ? { shift: seed } : {}),
      out: world,
      truth,
      format: 'parquet',
      onProgress,
    });
    const now = Math.floor(Date.now() / 1000);
    const engine = await openEngine({ home: join(scratch, 'home'), now, demoSeed: seed, onProgress });
    try {
      await engine.ingest(world);
      await engine.run();
      return await engine.evaluate({ truth, controls: controls && isFirst });
    } finally {
      engine.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
