import { Option } from 'commander';
import { ExcavatorError, type LeadState, leadStates, roles, transitions } from '../../engine/index.ts';
import { csv, percent, table } from '../terminal/format.ts';
import { asOfDate, share, wholeNumber } from './arguments.ts';
import type { AddCommand } from './command.ts';
import { leadText, linesText, proposedText } from './lead-words.ts';
import { asUser, type Session, show, signedIn } from './sign-in.ts';

interface ReviewOptions {
  readonly approve?: string;
  readonly dismiss?: string;
  readonly ask?: string;
  readonly release?: string;
  readonly reason: string;
}

interface StepOptions {
  readonly code: string;
  readonly reason: string;
}

const codesOf = (act: string): readonly string[] => transitions.find((one) => one.act === act)?.codes ?? [];

/** `excavator lead`: from proposal to recorded outcome. */
export const addLead: AddCommand = (program, terminal) => {
  const lead = program.command('lead').description('Leads that people judge. A lead is not evidence.');

  asUser(lead.command('propose'))
    .description('make leads of the top of the newest ranking, and of some people drawn at random below it')
    .option('--top <k>', 'leads a role', wholeNumber(1))
    .option('--at-least <score>', 'nobody on a lower score, 0 to 1 (default 0.2)', share)
    .option('--sample <k>', 'people a role drawn at random, judged blind', wholeNumber(0))
    .option('--seed <n>', 'seed of the draw', wholeNumber(0))
    .action((options: { top?: number; atLeast?: number; sample?: number; seed?: number }, command) =>
      signedIn(command, terminal, async (session) => {
        const done = await session.engine.oversight.propose(session.who, session.at, options);
        show(terminal, session, done, proposedText);
      }),
    );

  asUser(lead.command('list'))
    .description('the leads of the own unit')
    .addOption(new Option('--state <state>', 'only these').choices(leadStates))
    .option('--top <k>', 'rows', wholeNumber(1))
    .action((options: { state?: LeadState; top?: number }, command) =>
      signedIn(command, terminal, async (session) =>
        show(terminal, session, await session.engine.oversight.leads.list(session.who, session.at, options), linesText),
      ),
    );

  asUser(lead.command('next'))
    .description('take the next lead of the own unit; it is locked for half an hour')
    .action((_options, command) =>
      signedIn(command, terminal, async (session) => {
        const taken = await session.engine.oversight.leads.next(session.who, session.at);
        show(terminal, session, taken, (one) =>
          one === null ? 'No lead is waiting.' : `${one.lead} is yours to review.`,
        );
      }),
    );

  asUser(lead.command('show <id>'))
    .description('open a lead with its evidence')
    .option('--case <number>', 'the case it is opened under')
    .action((id: string, options: { case?: string }, command) =>
      signedIn(command, terminal, async (session) =>
        show(
          terminal,
          session,
          await session.engine.oversight.leads.read(session.who, session.at, id, options.case),
          leadText,
        ),
      ),
    );

  asUser(lead.command('view <id>'))
    .description('say what the facts alone look like, of a lead that is judged blind; then its score shows')
    .addOption(
      new Option('--as-what <code>', 'what, and how likely').choices(codesOf('lead.view')).makeOptionMandatory(),
    )
    .requiredOption('--reason <text>', 'why, in your own words')
    .action((id: string, { asWhat: code, reason }: { asWhat: string; reason: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const doing = { at: session.at, lead: id, code, reason };
        told(session, await session.engine.oversight.leads.view(session.who, doing));
      }),
    );

  asUser(lead.command('review <id>'))
    .description('decide about a lead in hand, after opening it')
    .addOption(new Option('--approve <code>', 'yes').choices(codesOf('lead.approve')))
    .addOption(new Option('--dismiss <code>', 'no').choices(codesOf('lead.dismiss')))
    .addOption(new Option('--ask <code>', 'more is needed').choices(codesOf('lead.ask')))
    .addOption(new Option('--release <code>', 'give it back').choices(codesOf('lead.release')))
    .requiredOption('--reason <text>', 'why, in your own words')
    .action((id: string, options: ReviewOptions, command) =>
      signedIn(command, terminal, async (session) => told(session, await review(session, id, options))),
    );

  const told = (session: Session, receipt: { readonly lead: string; readonly state: string }): void =>
    show(terminal, session, receipt, (one) => `${one.lead}: ${one.state}.`);
  const step = (verb: 'supply' | 'dispatch' | 'withdraw', words: string): void => {
    asUser(lead.command(`${verb} <id>`))
      .description(words)
      .addOption(new Option('--code <code>', 'reason').choices(codesOf(`lead.${verb}`)).makeOptionMandatory())
      .requiredOption('--reason <text>', 'why, in your own words')
      .action((id: string, { code, reason }: StepOptions, command) =>
        signedIn(command, terminal, async (session) => {
          const doing = { at: session.at, lead: id, code, reason };
          told(session, await session.engine.oversight.leads[verb](session.who, doing));
        }),
      );
  };
  step('supply', 'answer what a reviewer asked');
  step('dispatch', 'hand an approved lead to its unit');
  step('withdraw', 'take a lead back');

  asUser(lead.command('outcome <id>'))
    .description('record the established fact that came of it; a stop or an arrest is none')
    .addOption(new Option('--basis <code>', 'on what').choices(codesOf('lead.outcome')).makeOptionMandatory())
    .addOption(new Option('--role <role>', 'what was established').choices([...roles, 'cleared']).makeOptionMandatory())
    .requiredOption('--established <date>', 'when', asOfDate)
    .requiredOption('--reason <text>', 'where it is written down')
    .action((id: string, options: { basis: string; role: never; established: number; reason: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const { basis: code, role, established, reason } = options;
        const establishedAt = Math.min(established, session.at);
        const doing = { at: session.at, lead: id, code, reason, role, establishedAt };
        told(session, await session.engine.oversight.leads.outcome(session.who, doing));
      }),
    );

  asUser(lead.command('missed'))
    .description('what the blind review of people drawn at random says of those who were not flagged')
    .action((_options, command) =>
      signedIn(command, terminal, (session) =>
        show(terminal, session, session.engine.oversight.missed(session.who, session.at), (rows) =>
          table(
            ['role', 'drawn and reviewed', 'yes', 'share', '95 % interval', 'flagged and blind', 'share of yes'],
            rows.map((row) => [
              row.role,
              row.reviewed,
              row.approved,
              row.share === null ? 'nobody yet' : percent(row.share),
              row.low === null || row.high === null ? '-' : `${percent(row.low)} to ${percent(row.high)}`,
              row.flaggedReviewed,
              row.flaggedShare === null ? 'nobody yet' : percent(row.flaggedShare),
            ]),
          ),
        ),
      ),
    );

  asUser(lead.command('labels'))
    .description('outcomes as labels with their provenance, as CSV')
    .action((_options, command) =>
      signedIn(command, terminal, (session) =>
        show(terminal, session, session.engine.oversight.leads.labels(session.who, session.at), (rows) =>
          csv(
            ['lead', 'person', 'role', 'basis', 'established_at', 'prompted_by_score'],
            rows.map((row) => [
              row.lead,
              row.person,
              row.role,
              row.basis,
              row.establishedAt,
              String(row.promptedByScore),
            ]),
          ),
        ),
      ),
    );
};

function review({ engine, who, at }: Session, id: string, options: ReviewOptions) {
  const { leads } = engine.oversight;
  for (const verb of ['approve', 'dismiss', 'ask', 'release'] as const) {
    const code = options[verb];
    if (code !== undefined) return leads[verb](who, { at, lead: id, code, reason: options.reason });
  }
  throw new ExcavatorError({
    code: 'decision_missing',
    kind: 'usage',
    what: 'Nothing was decided.',
    expected: 'one of --approve, --dismiss, --ask, --release',
    advice: 'Name one, with its code.',
  });
}
