import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateWorld } from '../../data/world/index.ts';
import type { Engine } from '../../engine/index.ts';
import { startReceiver } from '../sandbox/receiver-process.ts';
import { type Registered, register, type Say, type Walked, walk } from '../sandbox/walk.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';
import { demoPassword, demoWays, staffDemo, staffText, writeDemoDeployment } from './demo-staff.ts';
import { defaultServe, startService, stopped } from './serve.ts';

interface SandboxOptions {
  readonly people: number;
  readonly days: number;
  readonly seed: number;
  readonly port: number;
  readonly once: boolean;
}

const clock = (): number => Math.floor(Date.now() / 1000);

/** `excavator sandbox`: somebody who integrates tries everything on records of nobody; nothing of it stays. */
export const addSandbox: AddCommand = (program, terminal) => {
  program
    .command('sandbox')
    .description(
      'For integrators: a small synthetic world with people, leads, a machine and a receiver of webhooks in a folder that goes when it stops; walks a lead from the ranking to the acknowledgement of its withdrawal, then serves.',
    )
    .option('--people <n>', 'people in the world', wholeNumber(500), 3000)
    .option('--days <n>', 'days of records', wholeNumber(10), 25)
    .option('--seed <n>', 'seed of the world', wholeNumber(0), 3)
    .option('--port <port>', 'port of the API; 0 takes a free one', wholeNumber(0), defaultServe.port)
    .option('--once', 'stop after the walk', false)
    .action(async (options: SandboxOptions, command) => {
      const home = mkdtempSync(join(tmpdir(), 'excavator-sandbox-'));
      try {
        const all = { ...globals(command), home };
        await world(home, options, terminal);
        await withEngine(all, terminal, (engine) => run(engine, home, options, all.json, terminal), {
          demoSeed: options.seed,
        });
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    });
};

const worldOf = (home: string): string => join(home, 'demo', 'world');

async function world(home: string, { people, days, seed }: SandboxOptions, terminal: Terminal): Promise<void> {
  terminal.note(`Making a synthetic world: ${people} people, ${days} days, seed ${seed}.`);
  const out = worldOf(home);
  const truth = `${out}.truth.csv`;
  await generateWorld({ people, days, seed, out, truth, format: 'parquet', onProgress: terminal.progress });
  writeDemoDeployment(home, clock());
}

async function run(
  engine: Engine,
  home: string,
  options: SandboxOptions,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  await engine.ingest(worldOf(home));
  await engine.run();
  // The world is so small that hardly any score is high enough for a lead.
  await staffDemo(engine, home, clock(), { atLeast: 0 });
  terminal.endProgress();
  const ways = demoWays(home);
  const where = { host: defaultServe.host, port: options.port, ...(ways === undefined ? {} : { ways }) };
  const service = await startService(engine, where, terminal);
  let receiver: Awaited<ReturnType<typeof startReceiver>> | undefined;
  try {
    let step = 0;
    const say: Say = (what, how) => {
      step += 1;
      if (!json) terminal.print(`${String(step).padStart(2)}. ${what}\n    ${how}`);
    };
    const site = { url: service.url, password: demoPassword };
    const port = await freePort();
    const has = await register(site, `http://127.0.0.1:${port}/hook`, say);
    receiver = await startReceiver(has.webhookSecret, port);
    const walked = await walk(site, has, receiver, say);
    terminal.print(json ? JSON.stringify({ url: service.url, ...has, ...walked }) : leftText(service.url, has, walked));
    if (ways !== undefined && !json) terminal.print(`\n${staffText(ways)}`);
    if (!options.once) {
      terminal.note(`Serving ${service.url}  (routes: ${service.url}/reference)  Ctrl-C stops; nothing stays.`);
      await stopped();
    }
  } finally {
    await service.close();
    receiver?.stop();
  }
}

function leftText(url: string, { client, clientSecret, webhookSecret }: Registered, { lead }: Walked): string {
  return [
    '',
    'Go on by hand:',
    `  curl -u ${client}:${clientSecret} -d grant_type=client_credentials ${url}/oauth/token`,
    `  curl -H "Authorization: Bearer ${clientSecret}" "${url}/v1/events?after=0"`,
    `  curl -H "Authorization: Bearer ${clientSecret}" ${url}/v1/leads/${lead}      # 410: it was withdrawn`,
    `  The receiver's secret: ${webhookSecret}   (docs/examples/receiver.mjs)`,
    '  The guide: docs/integrate.md',
  ].join('\n');
}

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}
