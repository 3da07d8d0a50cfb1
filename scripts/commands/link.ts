import Table from 'cli-table3';
import type { Command } from 'commander';
import { type LinkReport, linkRecords } from '../../engine/index.ts';
import { type AddCommand, globals } from './command.ts';

interface LinkFlags {
  readonly id: string;
  readonly spec?: string;
  readonly out: string;
  readonly truth?: string;
}

/** `excavator link`: who is who in anybody's table of people. */
export const addLink: AddCommand = (program, terminal) => {
  program
    .command('link')
    .description('find the records of one file, or of two, that are of one person')
    .argument('<a>', 'CSV, Parquet or ndjson file of people')
    .argument('[b]', 'a second file, to link with the first; without it duplicates are found')
    .requiredOption('--id <column>', 'column that names a record')
    .option('--spec <file>', 'JSON file with comparisons, blocking rules and threshold')
    .requiredOption('--out <file>', 'CSV file for the pairs')
    .option('--truth <column>', 'column that names the person: prints precision, recall and F1; is not used to link')
    .action(async (a: string, b: string | undefined, flags: LinkFlags, command: Command) => {
      const { json, threads } = globals(command);
      const report = await linkRecords({
        fileA: a,
        ...(b === undefined ? {} : { fileB: b }),
        ...flags,
        ...(threads === undefined ? {} : { threads }),
        onProgress: terminal.progress,
      });
      terminal.endProgress();
      if (json) terminal.print(JSON.stringify(report));
      else terminal.print(summary(report));
      for (const warning of json ? [] : report.warnings) terminal.note(warning);
    });
};

function summary(report: LinkReport): string {
  const count = (n: number): string => n.toLocaleString('en');
  const share = (p: number): string => p.toFixed(4);
  const records =
    report.recordsB === 0
      ? `${count(report.recordsA)} records`
      : `${count(report.recordsA)} and ${count(report.recordsB)} records`;
  const lines = [
    `${records}, ${count(report.comparedPairs)} of ${count(report.possiblePairs)} pairs compared`,
    `${count(report.matches)} matching pairs, ${count(report.clusters)} persons; probability at least ${share(report.threshold)}, chosen from the scores alone`,
    `${count(report.writtenPairs)} pairs written to ${report.out}`,
    weightTable(report),
  ];
  if (report.truth) {
    const { precision, recall, f1, truePairs } = report.truth;
    lines.push(
      `precision ${share(precision)}, recall ${share(recall)}, F1 ${share(f1)} against ${count(truePairs)} true pairs (the truth was not used to link)`,
    );
  }
  return lines.join('\n');
}

/** What each column was taken for, and what agreement and difference weigh. */
function weightTable(report: LinkReport): string {
  const table = new Table({
    head: ['column', 'kind', 'same', 'different', 'depends on'],
    style: { head: [], border: [] },
  });
  const bits = (weight: number | undefined): string => (weight === undefined ? '' : weight.toFixed(1));
  for (const { column, kind, dependsOn, levels } of report.comparisons) {
    const different = levels.find(({ level }) => level === 'different');
    table.push([column, kind, bits(levels[0]?.weight), bits(different?.weight), dependsOn ?? '']);
  }
  return table.toString();
}
