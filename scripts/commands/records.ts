import { InvalidArgumentError } from 'commander';
import { ExcavatorError } from '../../engine/index.ts';
import { count, instant, table } from '../terminal/format.ts';
import type { AddCommand } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

type Purged = {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly before: number | null }[];
  readonly leads: readonly string[];
  readonly models: readonly string[];
  readonly modelsUnsure: readonly string[];
};

interface CorrectFlags {
  readonly set: Readonly<Record<string, string>>;
  readonly erase?: boolean;
  readonly reason: string;
}

/** `excavator correct`: one record gets new values or goes, with everything derived from it. */
export const addCorrect: AddCommand = (program, terminal) => {
  asUser(program.command('correct <table> <record>'))
    .description('Correct one record, or erase it; leads that cite it are withdrawn, the line runs again.')
    .option(
      '--set <column=value>',
      'a new value, any number of times; nothing after = empties the column',
      columnOf,
      {},
    )
    .option('--erase', 'let the record go instead')
    .requiredOption('--reason <text>', 'why')
    .action((name: string, id: string, { set, erase = false, reason }: CorrectFlags, command) =>
      signedIn(command, terminal, async (session) => {
        const { engine, who, at } = session;
        if (erase === Object.keys(set).length > 0) throw oneOfBoth();
        if (erase) {
          const gone = await engine.oversight.eraseRecord(who, at, { table: name, id, reason });
          return show(terminal, session, gone, goneText);
        }
        const done = await engine.oversight.correctRecord(who, at, { table: name, id, set, reason });
        show(terminal, session, done, correctedText);
      }),
    );
};

function columnOf(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write column=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function oneOfBoth(): ExcavatorError {
  return new ExcavatorError({
    code: 'usage',
    kind: 'usage',
    what: 'A correction sets columns or erases the record, one of both.',
    expected: '--set column=value, or --erase',
    advice: 'Name the columns with their new values, or say --erase.',
  });
}

type Corrected = { readonly table: string; readonly columns: readonly string[]; readonly leads: readonly string[] };

function correctedText({ table: name, columns, leads }: Corrected): string {
  const taken = leads.map((lead) => `  ${lead}`);
  return [
    `${name}: ${columns.join(', ')} corrected; everything derived from it was computed again.`,
    ...(taken.length === 0
      ? ['No lead cited it.']
      : ['Leads that cited it, withdrawn where they were open:', ...taken]),
  ].join('\n');
}

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
  return [
    `${tablesText(going)}\nThese records would go, with everything derived from them.${leads}`,
    ...modelLines(going),
  ].join('\n');
}

function goneText(gone: Purged): string {
  if (gone.tables.length === 0) return 'Nothing was past its limit, and nothing went.';
  const leads = gone.leads.map((lead) => `  ${lead}`);
  return [
    tablesText(gone),
    'These records are gone, with everything derived from them, and the line ran again.',
    leads.length === 0 ? 'No lead cited them.' : 'Leads that cited them, withdrawn where they were open:',
    ...leads,
    ...modelLines(gone),
  ].join('\n');
}

/** What was learnt from records stays learnt: people decide whether to train again or to go back. */
function modelLines({ models, modelsUnsure }: Purged): readonly string[] {
  const line = (model: string): string =>
    `  ${model}${modelsUnsure.includes(model) ? ' (does not say what it learnt from)' : ''}`;
  return models.length === 0 ? [] : ['Models of this home that learnt from them:', ...models.map(line)];
}

function tablesText({ tables }: Purged): string {
  const rows = tables.map((one) => [one.table, count(one.rows), one.before === null ? '-' : instant(one.before)]);
  return table(['source', 'rows', 'before'], rows);
}
