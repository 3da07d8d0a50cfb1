import type { Command } from 'commander';
import type { IdentityDecisionView, Sameness } from '../../engine/index.ts';
import { instant, table } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type AddCommand, globals, withEngine } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

/** `excavator identity`: why two are one person or two, and the human word on it. */
export const addIdentity: AddCommand = (program, terminal) => {
  const identity = program
    .command('identity')
    .description('who is who: why two are one person or two; people decide, and no later run overrides them');
  identity
    .command('why <a> <b>')
    .description('why two records or pseudonyms are one person, or why not: a weight a line, in bits')
    .action(async (a: string, b: string, _, command: Command) => {
      const all = globals(command);
      const why = await withEngine(all, terminal, (engine) => engine.whySame(a, b));
      terminal.print(all.json ? JSON.stringify(why) : whyText(why));
    });
  addDecision(identity, terminal, 'join', 'same', 'decide that two records or pseudonyms are one person');
  addDecision(identity, terminal, 'split', 'not_same', 'decide that two records or pseudonyms are two persons');
  identity
    .command('decisions')
    .description('every decision in force, newest first')
    .action(async (_, command: Command) => {
      const all = globals(command);
      const rows = await withEngine(all, terminal, (engine) => engine.identityDecisions());
      terminal.print(all.json ? JSON.stringify(rows) : decisionsText(rows));
    });
};

function addDecision(
  identity: Command,
  terminal: Terminal,
  name: 'join' | 'split',
  decision: 'same' | 'not_same',
  description: string,
): void {
  asUser(identity.command(`${name} <a> <b>`))
    .description(description)
    .requiredOption('--reason <text>', 'why')
    .action((a: string, b: string, { reason }: { reason: string }, command: Command) =>
      signedIn(command, terminal, async (session) => {
        const { who } = session;
        session.engine.oversight.permit(who, session.at, 'identity.decide', 'decision');
        const request = { a, b, decision, by: who.account, reason };
        const receipt = await session.engine.as(who.account).decideSameness(request);
        const decided = decision === 'same' ? 'one person' : 'two persons';
        show(terminal, session, receipt, ({ finding }) => `${finding}: decided ${decided}, by ${who.account}.`);
        if (!session.all.json) for (const notice of receipt.notices) terminal.note(notice);
      }),
    );
}

/** The answer as lines of weight; also used by `findings --why`. */
export function whyText(why: Sameness): string {
  const head = `${why.a} and ${why.b} are ${why.same ? 'one person' : 'two persons'} (${why.person_a ?? '-'}, ${why.person_b ?? '-'}).`;
  const lines = why.lines.map(({ weight, what, finding }) => [weight.toFixed(2), what, finding ?? '-']);
  return [head, table(['bits', 'what', 'finding'], lines)].join('\n');
}

function decisionsText(rows: readonly IdentityDecisionView[]): string {
  if (rows.length === 0) return 'Nobody has decided anything about who is who.';
  return table(
    ['decided', 'person a', 'person b', 'by', 'at', 'reason'],
    rows.map(({ decision, person_a, person_b, by, at, reason }) => [
      decision === 'same' ? 'one person' : 'two persons',
      person_a,
      person_b,
      by ?? '-',
      instant(at),
      reason,
    ]),
  );
}
