import type { IngestReport } from '../../engine/index.ts';
import { count, table } from '../terminal/format.ts';
import { commaList } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

export const addIngest: AddCommand = (program, terminal) => {
  program
    .command('ingest')
    .description('Load a folder of records: every row is accepted, quarantined, a duplicate or refused, and counted.')
    .argument('<dir>', 'folder of the data set')
    .option('--map <file>', "JSON that says how other people's files become the contract's tables")
    .option('--ignore <columns>', 'columns to leave out, separated by commas', commaList)
    .action(async (dir: string, options: { map?: string; ignore?: string[] }, command) => {
      const all = globals(command);
      const report = await withEngine(all, terminal, (engine) => engine.ingest(dir, options));
      terminal.print(all.json ? JSON.stringify(report) : ingestText(report));
      for (const line of faultLines(report)) terminal.note(line);
      for (const notice of report.notices) terminal.note(notice);
    });
};

export function ingestText(report: IngestReport): string {
  const { total } = report;
  const rows = report.files.map((file) => [
    file.file,
    file.alreadyLoaded ? `${file.table ?? '-'} (loaded before)` : (file.table ?? '-'),
    ...[file.seen, file.accepted, file.quarantined, file.duplicate, file.refused].map(count),
  ]);
  const sum = [
    'total',
    '',
    ...[total.seen, total.accepted, total.quarantined, total.duplicate, total.refused].map(count),
  ];
  return table(['file', 'table', 'seen', 'accepted', 'quarantined', 'duplicate', 'refused'], [...rows, sum]);
}

function faultLines(report: IngestReport): string[] {
  return report.files.flatMap(({ file, codes, examples }) => {
    const counted = Object.entries(codes).map(([code, rows]) => `${file}: ${code} in ${count(rows)} rows`);
    const shown = examples.map(
      ({ line, column, reason }) => `  ${file} line ${line}${column === null ? '' : `, column ${column}`}: ${reason}`,
    );
    return [...counted, ...shown];
  });
}
