import { table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import type { AddCommand } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

/** `excavator case`: what people look under. */
export const addCase: AddCommand = (program, terminal) => {
  const cases = program
    .command('case')
    .description('Cases: a purpose, an opening, a closing, and a budget of persons that may be looked at.');

  asUser(cases.command('open <number>'))
    .description('open a case for the own unit')
    .requiredOption('--purpose <text>', 'what for')
    .option('--budget <n>', 'persons it may look at', wholeNumber(1))
    .action((id: string, options: { purpose: string; budget?: number }, command) =>
      signedIn(command, terminal, (session) => {
        const made = session.engine.oversight.cases.open(session.who, session.at, { id, ...options });
        show(terminal, session, made, ({ unit, budget }) => `${id}: open, ${unit}, may look at ${budget} persons.`);
      }),
    );

  asUser(cases.command('close <number>'))
    .description('close a case; its grants end')
    .action((id: string, _options, command) =>
      signedIn(command, terminal, (session) => {
        const closed = session.engine.oversight.cases.close(session.who, session.at, id);
        show(terminal, session, closed, ({ exposed }) => `${id}: closed after looking at ${exposed} persons.`);
      }),
    );

  asUser(cases.command('budget <number> <persons>'))
    .description('allow a case to look at so many persons')
    .requiredOption('--reason <text>', 'why')
    .action((id: string, persons: string, options: { reason: string }, command) =>
      signedIn(command, terminal, (session) => {
        const budget = wholeNumber(1)(persons);
        const file = session.engine.oversight.cases.allow(session.who, session.at, id, budget, options.reason);
        show(terminal, session, file, ({ exposed }) => `${id}: may look at ${budget} persons, ${exposed} so far.`);
      }),
    );

  asUser(cases.command('list'))
    .description('the cases of the own unit')
    .action((_options, command) =>
      signedIn(command, terminal, (session) => {
        const files = session.engine.oversight.cases.list(session.who, session.at);
        show(terminal, session, files, (rows) =>
          table(
            ['case', 'state', 'looked at', 'budget', 'purpose'],
            rows.map(({ id, state, exposed, budget, purpose }) => [id, state, exposed, budget, purpose]),
          ),
        );
      }),
    );
};
