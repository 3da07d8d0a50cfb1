import { InvalidArgumentError, Option } from 'commander';
import { type Finding, type FindingKind, type Findings, findingKinds, type Sameness } from '../../engine/index.ts';
import { csv, instant, table } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type AddCommand, type GlobalOptions, globals, withEngine } from './command.ts';

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
const shownRecords = 3;

/** `excavator findings`: lifetimes of identifiers, and the human word on them. */
export const addFindings: AddCommand = (program, terminal) => {
  program
    .command('findings')
    .description('States of identifiers with probability and records: successions, shared phones, impossible journeys.')
    .addOption(new Option('--kind <kind>', 'only this kind').choices(findingKinds))
    .addOption(new Option('--format <format>', 'output').choices(['table', 'json', 'csv']).default('table'))
    .option('--undo <finding>', 'decide that the two of a finding are not the same; no later run overrides it')
    .option('--confirm <finding>', 'decide that the two of a finding are the same')
    .option('--reason <text>', 'why, for --undo and --confirm')
    .option('--why <a,b>', 'why two records or pseudonyms are one person, or why not', twoNames)
    .action(async (options: FindingsOptions, command) => {
      const all = globals(command);
      if (options.why !== undefined) return showWhy(options.why, all, terminal);
      if (options.undo !== undefined || options.confirm !== undefined) return decide(options, all, terminal);
      const found = await withEngine(all, terminal, (engine) =>
        engine.findings(options.kind === undefined ? {} : { kind: options.kind }),
      );
      const format = all.json ? 'json' : options.format;
      if (format === 'json') terminal.print(JSON.stringify(found));
      else terminal.print(format === 'csv' ? csv(columns, found.rows.map(cells)) : findingsText(found));
      if (format !== 'json') for (const notice of found.notices) terminal.note(notice);
    });
};

async function decide(options: FindingsOptions, all: GlobalOptions, terminal: Terminal): Promise<void> {
  const decision = options.undo === undefined ? 'same' : 'not_same';
  const finding = options.undo ?? options.confirm ?? '';
  const receipt = await withEngine(all, terminal, (engine) =>
    engine.decideIdentity({ finding, decision, reason: options.reason ?? '' }),
  );
  if (all.json || options.format === 'json') return terminal.print(JSON.stringify(receipt));
  terminal.print(`${receipt.finding}: decided ${receipt.decision === 'same' ? 'the same' : 'not the same'}.`);
  for (const notice of receipt.notices) terminal.note(notice);
}

async function showWhy(names: readonly string[], all: GlobalOptions, terminal: Terminal): Promise<void> {
  const [a = '', b = ''] = names;
  const why = await withEngine(all, terminal, (engine) => engine.whySame(a, b));
  terminal.print(all.json ? JSON.stringify(why) : whyText(why));
}

function whyText(why: Sameness): string {
  const head = `${why.a} and ${why.b} are ${why.same ? 'one person' : 'two persons'} (${why.person_a ?? '-'}, ${why.person_b ?? '-'}).`;
  return [
    head,
    table(
      ['weight', 'what', 'finding'],
      why.lines.map(({ weight, what, finding }) => [weight.toFixed(2), what, finding ?? '-']),
    ),
  ].join('\n');
}

function cells(row: Finding): (string | number | null)[] {
  return columns.map((column) => (column === 'records' ? row.records.join(' ') : row[column]));
}

function findingsText({ rows, asOf }: Findings): string {
  const named = rows.some(({ identifier_a }) => identifier_a !== null);
  const head = [
    'finding',
    'kind',
    'probability',
    'person a',
    'person b',
    ...(named ? ['a', 'b'] : []),
    'first',
    'last',
    'records',
    'evidence',
  ];
  const lines = rows.map((row) => [
    row.finding,
    row.kind,
    row.probability.toFixed(3),
    row.person_a,
    row.person_b ?? '-',
    ...(named ? [row.identifier_a ?? '-', row.identifier_b ?? '-'] : []),
    instant(row.first_at),
    instant(row.last_at),
    `${row.record_count}: ${row.records.slice(0, shownRecords).join(' ')}`,
    row.evidence,
  ]);
  return [`${rows.length} findings as of ${instant(asOf)}. Leads, not evidence.`, table(head, lines)].join('\n');
}

function twoNames(text: string): readonly string[] {
  const names = text.split(',').map((part) => part.trim());
  if (names.length !== 2 || names.includes(''))
    throw new InvalidArgumentError('Expected two names separated by a comma.');
  return names;
}
