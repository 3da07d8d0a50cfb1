import { startDispatcher } from '../../api/push/dispatcher.ts';
import { createSender } from '../../api/push/sender.ts';
import type { SignInWays } from '../../api/routes/v1/sessions.ts';
import { startServer } from '../../api/server.ts';
import type { Engine } from '../../engine/index.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';
import { demoWays } from './demo-staff.ts';
import { announceFirstStart } from './sign-in.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** How people sign in beside name and password. */
  readonly ways?: SignInWays;
}

export const defaultServe: ServeOptions = Object.freeze({ host: '127.0.0.1', port: 8470 });

export const addServe: AddCommand = (program, terminal) => {
  program
    .command('serve')
    .description(
      'Serve the API of a home and send events to its endpoints until stopped. Listens on this machine only.',
    )
    .option('--host <host>', 'address to listen on', defaultServe.host)
    .option('--port <port>', 'port; 0 takes a free one', wholeNumber(0), defaultServe.port)
    .action(async (options: ServeOptions, command) => {
      const all = globals(command);
      const ways = demoWays(all.home);
      await withEngine(all, terminal, async (engine) => {
        await announceFirstStart(engine, Math.floor(Date.now() / 1000), terminal);
        await serveUntilStopped(engine, { ...options, ...(ways === undefined ? {} : { ways }) }, terminal);
      });
    });
};

/** Leads expire and signed heads go out while nobody asks for anything. */
const keepTimeMs = 60_000;

/** Serves until SIGINT or SIGTERM; requests that were accepted are finished. */
export async function serveUntilStopped(engine: Engine, options: ServeOptions, terminal: Terminal): Promise<void> {
  const server = await startServer({ engine, ...options });
  const sender = createSender(engine.oversight.pushRules);
  const dispatcher = startDispatcher(engine.oversight.push, sender, { now: () => Date.now() }, (error) =>
    terminal.note(`push: ${error instanceof Error ? error.message : String(error)}`),
  );
  terminal.note(
    `Serving ${server.url}  (the web page; its API is explained at ${server.url}/reference)  Ctrl-C stops.`,
  );
  const timer = setInterval(() => engine.oversight.keepTime(Math.floor(Date.now() / 1000)), keepTimeMs);
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  clearInterval(timer);
  await Promise.all([server.close(), dispatcher.stop()]);
  sender.close();
}
