import type { SignInWays } from '../../api/routes/v1/sessions.ts';
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

export interface Service {
  readonly url: string;
  /** Finishes what was accepted. */
  close(): Promise<void>;
}

/** The API of a home, and the sender of its events. */
export async function startService(engine: Engine, options: ServeOptions, terminal: Terminal): Promise<Service> {
  // The service is most of what there is to load: commands that do not serve start without it.
  const [{ startServer }, { startDispatcher }, { createSender }] = await Promise.all([
    import('../../api/server.ts'),
    import('../../api/push/dispatcher.ts'),
    import('../../api/push/sender.ts'),
  ]);
  const server = await startServer({ engine, ...options });
  const sender = createSender(engine.oversight.pushRules);
  const dispatcher = startDispatcher(engine.oversight.push, sender, { now: () => Date.now() }, (error) =>
    terminal.note(`push: ${error instanceof Error ? error.message : String(error)}`),
  );
  const timer = setInterval(() => engine.oversight.keepTime(Math.floor(Date.now() / 1000)), keepTimeMs);
  return {
    url: server.url,
    close: async () => {
      clearInterval(timer);
      await Promise.all([server.close(), dispatcher.stop()]);
      sender.close();
    },
  };
}

/** Resolves at SIGINT or SIGTERM. */
export async function stopped(): Promise<void> {
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

/** Serves until SIGINT or SIGTERM; requests that were accepted are finished. */
export async function serveUntilStopped(engine: Engine, options: ServeOptions, terminal: Terminal): Promise<void> {
  const service = await startService(engine, options, terminal);
  terminal.note(
    `Serving ${service.url}  (the web page; its API is explained at ${service.url}/reference)  Ctrl-C stops.`,
  );
  await stopped();
  await service.close();
}
