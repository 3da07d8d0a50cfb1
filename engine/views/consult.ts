import { createHmac } from 'node:crypto';
import type { Act, Book } from '../audit/index.ts';
import type { Home } from '../home.ts';
import { type Deployment, demandInTime, demandRunning } from '../rights/index.ts';

/** Looks and works of the line, as the log sees them. */
export interface Consult {
  /** The entry is on the disk before anything is told; when it cannot be written the look is refused. */
  look<T>(act: string, subject: string, read: () => Promise<T>): Promise<T>;
  /** Works on records: an entry before and one after; refused when the deployment's time is over. */
  work<T>(
    act: string,
    write: () => Promise<T>,
    result: (done: T) => Readonly<Record<string, string | number>>,
  ): Promise<T>;
  /** Names a person in the log without the pseudonym, so that a purge leaves none behind. */
  print(pseudonym: string): string;
}

/** Who acts where nobody has signed in: whoever may use this machine's home. */
export const local = 'local';

export function createConsult(
  book: Book,
  home: Home,
  clock: () => number,
  deployment: () => Deployment | undefined,
  actor: string,
): Consult {
  const entry = (act: string, subject: string, detail: Act['detail'] = {}): Act => ({
    at: clock(),
    actor,
    act,
    subject,
    detail,
  });
  return {
    look: async (act, subject, read) => {
      await book.note(entry(act, subject));
      return read();
    },
    work: async (act, write, result) => {
      book.act(entry(act, 'line'), () => {
        demandInTime(deployment(), clock());
        if (act === 'records.combine' || act === 'records.check') demandRunning(book);
      });
      const done = await write();
      book.act(entry(`${act}.done`, 'line', result(done)), () => undefined);
      return done;
    },
    print: (pseudonym) =>
      `person:${createHmac('sha256', home.key).update(`log:${pseudonym}`).digest('hex').slice(0, 16)}`,
  };
}
