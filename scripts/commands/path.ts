import { Option } from 'commander';
import { ExcavatorError, type PathsView } from '../../engine/index.ts';
import { instant, table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

interface PathCommandOptions {
  readonly k: number;
  readonly by: 'strength' | 'hops';
}

/** `excavator path`: how two people of the newest ranking hang together, record by record. */
export const addPath: AddCommand = (program, terminal) => {
  program
    .command('path')
    .description('The best paths between two people, with the records along them. Not evidence.')
    .argument('<from>', 'pseudonym, as `rank` prints it')
    .argument('<to>', 'pseudonym of somebody in the ranking or established in a case')
    .option('--k <n>', 'paths wanted, best first, at most 10', wholeNumber(1), 3)
    .addOption(
      new Option('--by <what>', 'many strong contacts before few weak ones, or the fewest contacts')
        .choices(['strength', 'hops'])
        .default('strength'),
    )
    .action(async (from: string, to: string, options: PathCommandOptions, command) => {
      const all = globals(command);
      const view = await withEngine(all, terminal, (engine) => engine.paths({ from, to, ...options }));
      if (view === undefined) throw unknownEnd();
      terminal.print(all.json ? JSON.stringify(view) : shown(view));
    });
};

function shown({ paths, from, to, exposed, asOf }: PathsView): string {
  if (paths.length === 0) return `No contacts within reach of an established case lead from ${from} to ${to}.`;
  const blocks = paths.map(({ people, steps, cost }, i) => {
    const line = people.map(({ person, established }) =>
      established === null ? person : `${person} (${established})`,
    );
    const rows = steps.flatMap((step) =>
      step.contacts.map((contact) => [
        `${step.from} - ${step.to}`,
        contact.channel,
        contact.count,
        instant(contact.first),
        instant(contact.last),
        recordsOf(contact),
      ]),
    );
    return `${i + 1}. ${line.join(' - ')}   cost ${Number(cost.toPrecision(4))}\n${table(['contact', 'by', 'times', 'first', 'last', 'records'], rows)}`;
  });
  return `${blocks.join('\n\n')}\n\n${exposed} people are shown. As of ${instant(asOf)}. A path is not evidence.`;
}

const listed = 5;

function recordsOf({ records, record_count }: PathsView['paths'][number]['steps'][number]['contacts'][number]): string {
  const more = record_count - Math.min(listed, records.length);
  return `${records.slice(0, listed).join(' ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function unknownEnd(): ExcavatorError {
  return new ExcavatorError({
    code: 'person_unknown',
    kind: 'not_found',
    what: 'One of the two is neither in the newest ranking nor established in a case.',
    expected: 'pseudonyms printed by `excavator rank` or `excavator path`',
    advice: 'Only people within reach of an established case are shown.',
  });
}
