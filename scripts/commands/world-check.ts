import type { Command } from 'commander';
import { table } from '../terminal/format.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { checkWorld, type WorldCheck, writeReport } from '../world-check/index.ts';
import { globals } from './command.ts';

interface WorldCheckOptions {
  readonly truth?: string;
  readonly out?: string;
  readonly line: boolean;
}

/** `excavator world check`: exit code 1 when the world fails a gate. */
export function addWorldCheck(world: Command, terminal: Terminal): void {
  world
    .command('check')
    .description('Look for what makes a data set too easy or unlike any real one; exit code 1 when it fails a gate.')
    .argument('<dir>', 'folder of the data set')
    .option('--truth <file>', 'truth.csv of the data set (required)')
    .option('--out <dir>', 'folder for world-check.html and world-check.json')
    .option('--no-line', 'leave out gates 2 and 4, which train on the whole line')
    .action(async (dir: string, _: unknown, command: Command) => {
      // `world` has a --truth and an --out of its own and takes them before `check` sees them.
      const { truth, line, out } = command.optsWithGlobals<WorldCheckOptions>();
      if (truth === undefined) return command.error("error: required option '--truth <file>' not specified");
      const check = await checkWorld({ dir, truth, line, onProgress: terminal.progress });
      terminal.endProgress();
      const files = out === undefined ? [] : writeReport(check, out);
      terminal.print(globals(command).json ? JSON.stringify(check) : checkText(check));
      for (const file of files) terminal.note(`Written: ${file}`);
      if (!check.passed) process.exitCode = 1;
    });
}

export function checkText({ gates, passed, dataSet, people, days }: WorldCheck): string {
  const over = gates
    .filter(({ verdict }) => verdict === 'fail')
    .flatMap(({ gate, findings }) =>
      findings
        .filter(({ failed }) => failed)
        .map(({ name, value, limit }) => [gate, name, value?.toPrecision(3) ?? 'not measurable', limit]),
    );
  return [
    table(
      ['gate', 'verdict', 'what'],
      gates.map(({ gate, verdict, title, summary }) => [gate, verdict, `${title}\n${summary}`]),
    ),
    ...(over.length === 0 ? [] : ['', table(['gate', 'over its limit', 'measured', 'limit'], over)]),
    '',
    `${dataSet}, ${people} people, ${days} days: ${passed ? 'passed' : 'failed'}.`,
  ].join('\n');
}
