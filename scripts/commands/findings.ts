import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Finding, type FindingKind, type Findings, findingKinds } from '../../engine/index.ts';
import { csv, instant, table } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type AddCommand, type GlobalOptions, globals, withEngine } from './command.ts';
import { whyText } from './identity.ts';
import { asUser, signedIn } from './sign-in.ts';

interface FindingsOptions {
  readonly kind?: FindingKind;
  readonly format: 'table' | 'json' | 'csv';
  readonly undo?: string;
  readonly confirm?: string;
  readonly reason?: string;
  readonly why?: readonly string[];
}

const columns = [
  'finding',
  'kind',
  'probability',
  'person_a',
  'person_b',
  'identifier_a',
  'identifier_b',
  'first_at',
  'last_at',
  'record_count',
  'records',
  'evidence',
] as const;
/** Rows of the table on a terminal. */
const shownRows = 200;

/** `excavator findings`: lifetimes of identifiers, and the human word on them. */
export const addFindings: AddCommand = (program, terminal) => {
  asUser(program.command('findings'))
    .description(
      'States of identifiers with probability and records: successions, shared phones, impossible journeys; who drives ahead of whom.',
    )
    .addOption(new Option('--kind <kind>', 'only this kind').choices(findingKinds))
    .addOption(new Option('--format <format>', 'output').choices(['table', 'json', 'csv']).default('table'))
    .option('--undo <finding>', 'decide that the two of a finding are not the same; no later run overrides it')
    .option('--confirm <finding>', 'decide that the two of a finding are the same')
    .option('--reason <text>', 'why, for --undo and --confirm')
    .option('--why <a,b>', 'why two records or pseudonyms are one person, or why not', twoNames)
    .action(async (options: FindingsOptions, command) => {
      const all = globals(command);
      if (options.why !== undefined) return showWhy(options.why, all, terminal);
      if (options.undo !== undefined || options.confirm !== undefined) return decide(options, command, terminal);
      const found = await withEngine(all, terminal, (engine) =>
        engine.findings(options.kind === undefined ? {} : { kind: options.kind }),
      );
      const format = all.json ? 'json' : options.format;
      if (format === 'json') terminal.print(JSON.stringify(found));
      else terminal.print(format === 'csv' ? csv(columns, found.rows.map(cells)) : findingsText(found));
      if (format !== 'json') for (const notice of found.notices) terminal.note(notice);
    });
};

function decide(options: FindingsOptions, command: Command, terminal: Terminal): Promise<void> {
  const decision = options.undo === undefined ? 'same' : 'not_same';
  const finding = options.undo ?? options.confirm ?? '';
  return signedIn(command, terminal, async ({ engine, who, at, all }) => {
    engine.oversight.permit(who, at, 'identity.decide', 'decision');
    const request = { finding, decision, reason: options.reason ?? '', by: who.account } as const;
    const receipt = await engine.as(who.account).decideIdentity(request);
    if (all.json || options.format === 'json') return terminal.print(JSON.stringify(receipt));
    terminal.print(`${receipt.finding}: decided ${receipt.decision === 'same' ? 'the same' : 'not the same'}.`);
    for (const notice of receipt.notices) terminal.note(notice);
  });
}

async function showWhy(names: readonly string[], all: GlobalOptions, terminal: Terminal): Promise<void> {
  const [a = '', b = ''] = names;
  const why = await withEngine(all, terminal, (engine) => engine.whySame(a, b));
  terminal.print(all.json ? JSON.stringify(why) : whyText(why));
}

/** Ids with a space between, and the space, plus and percent sign inside an id escaped, as in the lake. */
function listed(records: readonly string[]): string {
  return records.map((id) => id.replace(/[%+ ]/g, encodeURIComponent)).join(' ');
}

function cells(row: Finding): (string | number | null)[] {
  return columns.map((column) => (column === 'records' ? listed(row.records) : row[column]));
}

/** Narrow: one reason, the days and how many records; csv and json hold the rest. */
function findingsText({ rows, asOf }: Findings): string {
  const named = rows.some(({ identifier_a }) => identifier_a !== null);
  const head = [
    'finding',
    'kind',
    'p',
    ...(named ? ['a', 'b'] : ['person a', 'person b']),
    'last',
    'records',
    'first record',
  ];
  const shown = rows.slice(0, shownRows);
  const lines = shown.map((row) => [
    row.finding,
    row.kind,
    row.probability.toFixed(3),
    ...(named ? [row.identifier_a ?? '-', row.identifier_b ?? '-'] : [row.person_a, row.person_b ?? '-']),
    instant(row.last_at).slice(0, 10),
    String(row.record_count),
    row.records[0] ?? '-',
  ]);
  const rest = rows.length - shown.length;
  return [
    `${rows.length} findings as of ${instant(asOf)}. Leads, not evidence.`,
    table(head, lines),
    ...(rest > 0 ? [`${rest} more: add --kind, or --format csv or json, which also hold evidence and records.`] : []),
  ].join('\n');
}

function twoNames(text: string): readonly string[] {
  const names = text.split(',').map((part) => part.trim());
  if (names.length !== 2 || names.includes(''))
    throw new InvalidArgumentError('Expected two names separated by a comma.');
  return names;
}
