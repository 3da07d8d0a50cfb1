import { count, instant, table } from '../terminal/format.ts';
import type { AddCommand } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

type Purged = {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly before: number | null }[];
  readonly leads: readonly string[];
};

/** `excavator correct`: one record goes, with everything derived from it. */
export const addCorrect: AddCommand = (program, terminal) => {
  asUser(program.command('correct <table> <record>'))
    .description(
      'Erase one record with everything derived from it; leads that cite it are withdrawn, the line runs again.',
    )
    .requiredOption('--reason <text>', 'why')
    .action((name: string, id: string, options: { reason: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const record = { table: name, id, reason: options.reason };
        show(
          terminal,
          session,
          await session.engine.oversight.eraseRecord(session.who, session.at, record),
          purgedText,
        );
      }),
    );
};

/** `excavator retention`: records past the limit of their source. */
export const addRetention: AddCommand = (program, terminal) => {
  const retention = program
    .command('retention')
    .description('Records past the limits in deployment.json ("retention_days" by source).');
  asUser(retention.command('preview'))
    .description('what would go')
    .action((_options, command) =>
      signedIn(command, terminal, async (session) =>
        show(terminal, session, await session.engine.oversight.previewRetention(session.who, session.at), purgedText),
      ),
    );
  asUser(retention.command('purge'))
    .description('let it go, with everything derived from it; the line runs again')
    .action((_options, command) =>
      signedIn(command, terminal, async (session) =>
        show(terminal, session, await session.engine.oversight.purge(session.who, session.at), purgedText),
      ),
    );
};

function purgedText({ tables, leads }: Purged): string {
  const rows = tables.map((one) => [one.table, count(one.rows), one.before === null ? '-' : instant(one.before)]);
  return [
    table(['source', 'rows', 'before'], rows),
    `${leads.length} leads cite them${leads.length > 0 ? `: ${leads.join(' ')}` : ''}.`,
  ].join('\n');
}
