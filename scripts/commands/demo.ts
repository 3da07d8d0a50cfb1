import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateWorld } from '../../data/world/index.ts';
import { type Engine, ExcavatorError, roles } from '../../engine/index.ts';
import { table } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, type GlobalOptions, globals, withEngine } from './command.ts';
import { demoWays, staffDemo, staffText, writeDemoDeployment } from './demo-staff.ts';
import { metricsText } from './evaluate.ts';
import { ingestText } from './ingest.ts';
import { rankingText } from './rank.ts';
import { runText } from './run.ts';
import { defaultServe, serveUntilStopped } from './serve.ts';

interface World {
  readonly people: number;
  readonly days: number;
  readonly seed: number;
}

interface DemoOptions extends World {
  readonly serve: boolean;
  readonly port: number;
}

const shownRows = 10;
const homeParts = ['demo', 'lake', 'sealed', 'keys', 'checkpoints', 'evaluations'];

export const addDemo: AddCommand = (program, terminal) => {
  program
    .command('demo')
    .description(
      'Make a synthetic world if none is there, run the line on it, show the rankings and how right they are, serve.',
    )
    .option('--people <n>', 'people in the world', wholeNumber(1), 20000)
    .option('--days <n>', 'days of records', wholeNumber(1), 60)
    .option('--seed <n>', 'seed of the world', wholeNumber(0), 1)
    .option('--no-serve', 'stop after the rankings')
    .option('--port <port>', 'port of the API', wholeNumber(0), defaultServe.port)
    .action(async (options: DemoOptions, command) => {
      const all = globals(command);
      const world = { people: options.people, days: options.days, seed: options.seed };
      const start = performance.now();
      const folder = await demoWorld(all.home, world, terminal);
      writeDemoDeployment(all.home, Math.floor(Date.now() / 1000));
      const made = (performance.now() - start) / 1000;
      await withEngine(all, terminal, (engine) => showDemo(engine, folder, made, all, options, terminal), {
        demoSeed: world.seed,
      });
    });
};

/** The world of a demo home. A demo home of another world is emptied first: everything in it can be made again. */
async function demoWorld(home: string, world: World, terminal: Terminal): Promise<string> {
  const folder = join(home, 'demo', 'world');
  const noteFile = join(home, 'demo', 'demo.json');
  const wanted = JSON.stringify(world);
  const found = existsSync(noteFile) ? readFileSync(noteFile, 'utf8') : undefined;
  if (found === wanted && existsSync(folder)) return folder;
  if (found === undefined && existsSync(join(home, 'ledger.sqlite'))) throw otherHome(home);
  if (found !== undefined) terminal.note(`This home held the demo world ${found}; it makes room for ${wanted}.`);
  for (const part of [...homeParts, 'ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm', 'deployment.json']) {
    rmSync(join(home, part), { recursive: true, force: true });
  }
  mkdirSync(join(home, 'demo'), { recursive: true });
  writeFileSync(noteFile, wanted);
  terminal.note(`Making a synthetic world: ${world.people} people, ${world.days} days, seed ${world.seed}.`);
  await generateWorld({
    ...world,
    out: folder,
    truth: truthOf(folder),
    format: 'parquet',
    onProgress: terminal.progress,
  });
  return folder;
}

function truthOf(folder: string): string {
  return `${folder}.truth.csv`;
}

async function showDemo(
  engine: Engine,
  folder: string,
  worldSeconds: number,
  all: GlobalOptions,
  options: DemoOptions,
  terminal: Terminal,
): Promise<void> {
  const ingestStart = performance.now();
  const ingested = await engine.ingest(folder);
  const ingestSeconds = (performance.now() - ingestStart) / 1000;
  const before = process.resourceUsage().maxRSS / 1024;
  const run = await engine.run();
  const rankings = await Promise.all(roles.map((role) => engine.rank({ role, top: shownRows })));
  const metrics = await engine.evaluate({ truth: truthOf(folder) });
  if (all.json) {
    terminal.print(JSON.stringify({ worldSeconds, ingestSeconds, ingest: ingested.total, run, rankings, metrics }));
  } else {
    if (!ingested.alreadyLoaded) terminal.print(`${ingestText(ingested)}\n`);
    terminal.print(rankings.map(rankingText).join('\n\n'));
    terminal.print(`\nHow right they were, by the truth of the synthetic world:\n${metricsText(metrics)}\n`);
    terminal.print(
      `${table(
        ['before the run', 'seconds', 'peak MB'],
        [
          ['world', worldSeconds.toFixed(1), ''],
          ['ingest', ingestSeconds.toFixed(1), Math.round(before)],
        ],
      )}\n`,
    );
    terminal.print(runText(run));
    for (const notice of run.notices) terminal.note(notice);
  }
  await staffDemo(engine, all.home, Math.floor(Date.now() / 1000));
  const ways = demoWays(all.home);
  if (ways !== undefined && !all.json) terminal.print(`\n${staffText(ways)}\n`);
  const where = { host: defaultServe.host, port: options.port };
  if (options.serve) await serveUntilStopped(engine, { ...where, ...(ways === undefined ? {} : { ways }) }, terminal);
}

function otherHome(home: string): ExcavatorError {
  return new ExcavatorError({
    code: 'home_not_demo',
    kind: 'conflict',
    what: "This home holds records that are not the demo's; the demo does not mix with them.",
    where: home,
    advice: 'Give the demo a home of its own: `excavator --home DIR demo`.',
  });
}
