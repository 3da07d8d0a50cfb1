import { instant, table } from '../terminal/format.ts';
import type { AddCommand } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

/** `excavator disclose`: one asks, another grants, the first reads until the grant ends. */
export const addDisclose: AddCommand = (program, terminal) => {
  const disclose = program
    .command('disclose')
    .description('The identity behind one lead: two people, an open case, a purpose, a time.');

  asUser(disclose.command('request <lead>'))
    .description('ask for the identity behind an approved lead')
    .requiredOption('--case <number>', 'an open case of the own unit')
    .requiredOption('--purpose <text>', 'what for')
    .action((lead: string, options: { case: string; purpose: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const request = { at: session.at, lead, caseId: options.case, purpose: options.purpose };
        const made = await session.engine.oversight.disclosures.request(session.who, request);
        show(terminal, session, made, ({ id }) => `${id}: asked for. Somebody else must grant it.`);
      }),
    );

  asUser(disclose.command('approve <id>'))
    .description("grant somebody else's request for so many hours")
    .option('--hours <h>', 'how long, at most 72', Number, 24)
    .requiredOption('--reason <text>', 'why')
    .action((id: string, options: { hours: number; reason: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const { disclosures } = session.engine.oversight;
        const made = await disclosures.approve(session.who, session.at, id, options.hours, options.reason);
        show(
          terminal,
          session,
          made,
          (one) => `${id}: ${one.requester} may read it until ${instant(one.granted_until)}.`,
        );
      }),
    );

  asUser(disclose.command('refuse <id>'))
    .description("refuse somebody else's request")
    .requiredOption('--reason <text>', 'why')
    .action((id: string, options: { reason: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const made = await session.engine.oversight.disclosures.refuse(session.who, session.at, id, options.reason);
        show(terminal, session, made, () => `${id}: refused.`);
      }),
    );

  asUser(disclose.command('read <id>'))
    .description('read the identity while the own grant lasts; every read is logged with its recipient')
    .action((id: string, _options, command) =>
      signedIn(command, terminal, async (session) =>
        show(terminal, session, await session.engine.oversight.disclosures.read(session.who, session.at, id), (one) =>
          [...one.names, ...one.identifiers].join('\n'),
        ),
      ),
    );

  asUser(disclose.command('list'))
    .description('the requests of the own unit')
    .action((_options, command) =>
      signedIn(command, terminal, (session) =>
        show(terminal, session, session.engine.oversight.disclosuresOf(session.who, session.at), (rows) =>
          table(
            ['request', 'lead', 'case', 'state', 'by', 'granted by', 'until', 'read'],
            rows.map((row) => [
              row.id,
              row.lead,
              row.case_id,
              row.state,
              row.requester,
              row.approver ?? '-',
              row.granted_until === 0 ? '-' : instant(row.granted_until),
              row.reads,
            ]),
          ),
        ),
      ),
    );
};
