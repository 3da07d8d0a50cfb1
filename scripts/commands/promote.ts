import type { Gate, PromotionReport } from '../../engine/index.ts';
import { table } from '../terminal/format.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

interface PromoteFlags {
  readonly by?: string;
  readonly why?: string;
  readonly approveBy?: string;
}

export const addPromote: AddCommand = (program, terminal) => {
  program
    .command('promote <model>')
    .description('Make a model champion: one person proposes it, another approves, every gate must pass.')
    .option('--by <person>', 'propose, as this person')
    .option('--why <text>', 'reason of the proposal')
    .option('--approve-by <person>', 'approve what another person proposed, as this person')
    .action(async (model: string, flags: PromoteFlags, command) => {
      const all = globals(command);
      const report = await withEngine(all, terminal, (engine) => engine.promote({ model, ...flags }));
      terminal.print(all.json ? JSON.stringify(report) : promotionText(report));
      if (!all.json) for (const notice of report.notices) terminal.note(notice);
      if (report.state === 'refused') process.exitCode = 1;
    });
};

export const addRollback: AddCommand = (program, terminal) => {
  program
    .command('rollback')
    .description('Go back to the champion before the newest promotion, in one move.')
    .requiredOption('--by <person>', 'who moves it')
    .requiredOption('--why <text>', 'reason')
    .action(async ({ by, why }: { by: string; why: string }, command) => {
      const all = globals(command);
      const report = await withEngine(all, terminal, (engine) => engine.rollback(by, why));
      terminal.print(all.json ? JSON.stringify(report) : promotionText(report));
      if (!all.json) for (const notice of report.notices) terminal.note(notice);
    });
};

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
