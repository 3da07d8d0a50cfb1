import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installationRoot } from '../../engine/index.ts';

/** What the receiver of the sandbox says of an event that it verified. */
export interface TakenEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly expired: boolean;
}

/** The example receiver in a process of its own, as somebody else's program would be. */
export interface ReceiverProcess {
  /** Resolves with the first event of the type about the subject that it has taken, or takes within the time. */
  taken(type: string, subject: string, withinMs: number): Promise<TakenEvent>;
  stop(): void;
}

/** @param port on which it listens; it must be free */
export async function startReceiver(secret: string, port: number): Promise<ReceiverProcess> {
  const file = join(installationRoot(), 'docs', 'examples', 'receiver.mjs');
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) };
  const child = fork(file, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  const events: TakenEvent[] = [];
  const waiting = new Set<() => void>();
  const listening = new Promise<void>((done, fail) => {
    child.once('exit', () => fail(new Error(`The receiver did not start on port ${port}; is it taken?`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const said = JSON.parse(line) as TakenEvent | { readonly listening: number };
      if ('listening' in said) done();
      else events.push(said);
      for (const look of waiting) look();
    });
  });
  await listening;
  return {
    taken: (type, subject, withinMs) =>
      new Promise((found, fail) => {
        const end = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        const look = (): void => {
          const event = events.find((one) => one.type === type && one.subject === subject);
          if (event === undefined) return;
          end();
          found(event);
        };
        const timer = setTimeout(() => {
          end();
          fail(new Error(`No ${type} about ${subject} came within ${withinMs} ms.`));
        }, withinMs);
        waiting.add(look);
        look();
      }),
    stop: () => {
      child.kill('SIGTERM');
    },
  };
}
