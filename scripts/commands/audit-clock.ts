import type { Command } from 'commander';
import { instant } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { asUser, show, signedIn } from './sign-in.ts';

/** `excavator audit clock`: the way out of a log that was once written with a clock far ahead. */
export function addAuditClock(audit: Command, terminal: Terminal): void {
  asUser(audit.command('clock'))
    .description(
      'let a log that is ahead of the clock go on from the clock as it is now; the second of two people does it',
    )
    .requiredOption('--reason <text>', 'why')
    .action((options: { reason: string }, command) =>
      signedIn(
        command,
        terminal,
        (session) => {
          const done = session.engine.oversight.correctClock(session.who, session.at, options.reason);
          show(terminal, session, done, ({ state, at, from }) =>
            state === 'asked'
              ? `Asked for: the log stands at ${instant(from)}, the clock says ${instant(at)}. A second person must say the same.`
              : `The log, which stood at ${instant(from)}, goes on from ${instant(at)}. Grants and sessions have ended.`,
          );
        },
        { behind: true },
      ),
    );
}
