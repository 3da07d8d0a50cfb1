import { instant } from '../terminal/format.ts';
import type { AddCommand } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

/** `excavator stop`: one person halts scoring and dispatch. */
export const addStop: AddCommand = (program, terminal) => {
  asUser(program.command('stop'))
    .description('Halt scoring and dispatch at once. Two people let them go on.')
    .requiredOption('--reason <text>', 'why')
    .action((options: { reason: string }, command) =>
      signedIn(command, terminal, (session) => {
        const now = session.engine.oversight.stop(session.who, session.at, options.reason);
        show(terminal, session, now, ({ by, at }) => `Stopped by ${by} at ${instant(at)}. Reading goes on.`);
      }),
    );
};

/** `excavator resume`: the first call asks, the call of another person resumes. */
export const addResume: AddCommand = (program, terminal) => {
  asUser(program.command('resume'))
    .description('Let scoring and dispatch go on; the second of two people does it.')
    .requiredOption('--reason <text>', 'why')
    .action((options: { reason: string }, command) =>
      signedIn(command, terminal, (session) => {
        const now = session.engine.oversight.resume(session.who, session.at, options.reason);
        show(terminal, session, now, ({ state }) =>
          state === 'running' ? 'Scoring and dispatch go on.' : 'Asked for; a second person must say the same.',
        );
      }),
    );
};
