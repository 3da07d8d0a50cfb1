import type { Status } from '../../engine/index.ts';
import { count, instant, table } from '../terminal/format.ts';
import { type AddCommand, globals, withEngine } from './command.ts';
import { stepsText } from './run.ts';

export const addStatus: AddCommand = (program, terminal) => {
  program
    .command('status')
    .description('What is in the home: tables, counts, last runs with seconds per step, model.')
    .action(async (_options, command) => {
      const all = globals(command);
      const status = await withEngine(all, terminal, (engine) => engine.status());
      terminal.print(all.json ? JSON.stringify(status) : statusText(status));
    });
};

function statusText(status: Status): string {
  const { runs, tables } = status;
  const loaded = tables.map((one) => [one.table, count(one.rows), one.batches]);
  const [newest, ...earlier] = runs;
  return [
    `Home ${status.home}, excavator ${status.engineVersion}, model ${status.model}.`,
    loaded.length === 0
      ? 'No records yet: `excavator ingest DIR` loads some.'
      : table(['table', 'rows', 'batches'], loaded),
    ...(newest === undefined
      ? ['No run yet: `excavator run` makes one.']
      : ['', `Newest run ${newest.runId}, as of ${instant(newest.asOf)}:`, stepsText(newest)]),
    ...earlier.map((run) => `Earlier run ${run.runId}, as of ${instant(run.asOf)}, ${count(run.scored)} scored.`),
    ...status.notices,
  ].join('\n');
}
