import { Option } from 'commander';
import { type RankChanges, type Ranking, type Role, roles } from '../../engine/index.ts';
import { csv, instant, table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

interface RankCommandOptions {
  readonly role: Role;
  readonly top: number;
  readonly area?: string;
  readonly format: 'table' | 'json' | 'csv';
  readonly changes?: true;
  readonly since?: string;
}

const columns = ['rank', 'person', 'role', 'area_id', 'score', 'low', 'high', 'facts', 'as_of', 'model'] as const;

export const addRank: AddCommand = (program, terminal) => {
  program
    .command('rank')
    .description('The newest ranking of one role. A place in it is a lead to look at, not evidence.')
    .addOption(new Option('--role <role>', 'whom to rank').choices(roles).makeOptionMandatory())
    .option('--top <k>', 'rows', wholeNumber(1), 50)
    .option('--area <id>', 'only persons of this area')
    .addOption(new Option('--changes', 'who came, rose, fell and left since an earlier run, and why').conflicts('area'))
    .option('--since <run>', 'with --changes: the earlier run (default: the one before the newest)')
    .addOption(new Option('--format <format>', 'output').choices(['table', 'json', 'csv']).default('table'))
    .action(async (options: RankCommandOptions, command) => {
      const all = globals(command);
      if (options.changes === true) {
        const { role, top, since } = options;
        const query = { role, top, ...(since === undefined ? {} : { since }) };
        const found = await withEngine(all, terminal, (engine) => engine.rankChanges(query));
        terminal.print(all.json || options.format === 'json' ? JSON.stringify(found) : changesText(found));
        return;
      }
      const ranking = await withEngine(all, terminal, (engine) =>
        engine.rank({
          role: options.role,
          top: options.top,
          ...(options.area === undefined ? {} : { area: options.area }),
        }),
      );
      const format = all.json ? 'json' : options.format;
      if (format === 'json') terminal.print(JSON.stringify(ranking));
      else if (format === 'csv')
        terminal.print(
          csv(
            columns,
            ranking.rows.map((row) => columns.map((column) => row[column])),
          ),
        );
      else {
        terminal.print(rankingText(ranking));
        for (const notice of ranking.notices) terminal.note(notice);
      }
    });
};

function changesText({ role, top, runId, since, sinceAsOf, asOf, sameModel, changes }: RankChanges): string {
  const number = (value: number | null, digits: number): string => value?.toFixed(digits) ?? '-';
  const rows = changes.map((one) => [
    one.kind,
    one.person,
    `${one.rankBefore ?? '-'} to ${one.rank ?? '-'}`,
    `${number(one.scoreBefore, 3)} to ${number(one.score, 3)}`,
    `${one.factsBefore} to ${one.facts}`,
    one.why.map((part) => `${part.reason} (${number(part.before, 2)} to ${number(part.value, 2)})`).join('\n'),
  ]);
  return [
    `Suspected ${role}s among the first ${top}, run ${runId} (${instant(asOf)}) beside run ${since} (${instant(sinceAsOf)}). Leads, not evidence.`,
    ...(sameModel ? [] : ['Another model ranked then: places may differ for that alone.']),
    changes.length === 0
      ? 'Nobody moved.'
      : table(['what', 'person', 'rank', 'score', 'facts', 'what moved the score most'], rows),
  ].join('\n');
}

export function rankingText(ranking: Ranking): string {
  const rows = ranking.rows.map((row) => [
    row.rank,
    row.person,
    row.area_id ?? '-',
    row.score.toFixed(3),
    `${row.low.toFixed(3)} to ${row.high.toFixed(3)}`,
    row.facts,
  ]);
  return [
    `Suspected ${ranking.role}s, ${ranking.rows.length} of ${ranking.total} in reach of an established case. Leads, not evidence.`,
    table(['rank', 'person', 'area', 'score', '90 % interval', 'facts'], rows),
    `As of ${instant(ranking.asOf)}, model ${ranking.model}.`,
  ].join('\n');
}
