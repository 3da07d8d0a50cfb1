import type { Gate, PromotionReport } from '../../engine/index.ts';
import { table } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { AddCommand } from './command.ts';
import { asUser, type Session, signedIn } from './sign-in.ts';

export const addPromote: AddCommand = (program, terminal) => {
  asUser(program.command('promote <model>'))
    .description('Make a model champion: one person proposes it, another approves, every gate must pass.')
    .option('--why <text>', 'propose it, for this reason')
    .option('--approve', 'approve what another person proposed', false)
    .action((model: string, flags: { why?: string; approve: boolean }, command) =>
      signedIn(command, terminal, async (session) => {
        const { engine, who } = permitted(session, model);
        const by = flags.approve ? { approveBy: who.account } : { by: who.account };
        const why = flags.why === undefined ? {} : { why: flags.why };
        const report = await engine.as(who.account).promote({ model, ...by, ...why });
        tell(terminal, session, report);
        if (report.state === 'refused') process.exitCode = 1;
      }),
    );
};

export const addRollback: AddCommand = (program, terminal) => {
  asUser(program.command('rollback'))
    .description('Go back to the champion before the newest promotion, in one move.')
    .requiredOption('--why <text>', 'reason')
    .action(({ why }: { why: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const { engine, who } = permitted(session, 'champion');
        tell(terminal, session, await engine.as(who.account).rollback(who.account, why));
      }),
    );
};

function permitted(session: Session, model: string): Session {
  session.engine.oversight.permit(session.who, session.at, 'model.promote', model);
  return session;
}

function tell(terminal: Terminal, { all }: Session, report: PromotionReport): void {
  terminal.print(all.json ? JSON.stringify(report) : promotionText(report));
  if (!all.json) for (const notice of report.notices) terminal.note(notice);
}

const states: Readonly<Record<PromotionReport['state'], (report: PromotionReport) => string>> = {
  refused: ({ model }) => `${model} is not promoted.`,
  proposed: ({ model, replaces }) => `${model} is proposed to replace ${replaces}.`,
  champion: ({ model, replaces }) =>
    model === replaces ? `${model} is champion.` : `${model} is champion; it replaces ${replaces}.`,
};

function promotionText(report: PromotionReport): string {
  return [...(report.gates.length === 0 ? [] : [gatesText(report.gates), '']), states[report.state](report)].join('\n');
}

export function gatesText(gates: readonly Gate[]): string {
  return table(
    ['gate', '', ''],
    gates.map(({ gate, passed, words }) => [gate.replaceAll('_', ' '), passed ? 'passed' : 'failed', words]),
  );
}
