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
        show(terminal, session, await session.engine.oversight.eraseRecord(session.who, session.at, record), goneText);
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
        show(terminal, session, await session.engine.oversight.previewRetention(session.who, session.at), previewText),
      ),
    );
  asUser(retention.command('purge'))
    .description('let it go, with everything derived from it; the line runs again')
    .action((_options, command) =>
      signedIn(command, terminal, async (session) =>
        show(terminal, session, await session.engine.oversight.purge(session.who, session.at), goneText),
      ),
    );
};

function previewText(going: Purged): string {
  if (going.tables.length === 0)
    return 'Nothing is past its limit. Limits in days by source stand in deployment.json: "retention_days".';
  const leads = going.leads.length === 0 ? '' : ` ${going.leads.length} leads cite them and would be withdrawn.`;
  return `${tablesText(going)}\nThese records would go, with everything derived from them.${leads}`;
}

function goneText(gone: Purged): string {
  if (gone.tables.length === 0) return 'Nothing was past its limit, and nothing went.';
  const leads = gone.leads.map((lead) => `  ${lead}`);
  return [
    tablesText(gone),
    'These records are gone, with everything derived from them, and the line ran again.',
    leads.length === 0 ? 'No lead cited them.' : 'Leads that cited them, withdrawn where they were open:',
    ...leads,
  ].join('\n');
}

function tablesText({ tables }: Purged): string {
  const rows = tables.map((one) => [one.table, count(one.rows), one.before === null ? '-' : instant(one.before)]);
  return table(['source', 'rows', 'before'], rows);
}
