import type { ContactWhy } from '../../engine/index.ts';
import { instant, table } from '../terminal/format.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

type Line = ContactWhy['lines'][number];

const shownRecords = 6;
const words: Readonly<Record<Line['verdict'], string>> = {
  tested: 'more than chance gives',
  tie_by_itself: 'a tie by itself',
  within_chance: 'no more than chance gives',
  never_met: 'both seen there, never together',
  never_there: 'one of them is never seen there',
};

/** `excavator why`: why two people are a contact, or why not. */
export const addWhy: AddCommand = (program, terminal) => {
  program
    .command('why')
    .description('Why two people are a contact, or why not: a line a channel, with the records. Not evidence.')
    .argument('<a>', 'pseudonym, as `rank` prints it')
    .argument('<b>', 'pseudonym of the other')
    .action(async (a: string, b: string, _: unknown, command) => {
      const all = globals(command);
      const found = await withEngine(all, terminal, (engine) => engine.whyContact(a, b));
      terminal.print(all.json ? JSON.stringify(found) : inWords(found));
    });
};

function inWords({ a, b, contact, weight, lines, asOf }: ContactWhy): string {
  const head = contact
    ? `${a} and ${b} are a contact of weight ${weight.toFixed(2)}.`
    : `${a} and ${b} are no contact: nothing they did together is more than chance gives, and no tie by itself.`;
  const rows = lines.map((line) => [
    line.from === a ? line.channel : `${line.channel} back`,
    words[line.verdict],
    line.trips,
    line.expected.toPrecision(2),
    small(line.log10P),
    small(line.log10Q),
    line.weight.toFixed(2),
    line.tripsNeeded ?? '-',
    recordsOf(line),
  ]);
  const columns = ['channel', 'verdict', 'trips', 'expected', 'p', 'q', 'weight', 'trips to pass', 'records'];
  return [head, table(columns, rows), `As of ${instant(asOf)}. A contact is not evidence.`].join('\n');
}

/** A power of ten, as p may be smaller than the smallest number. */
function small(log10: number): string {
  return log10 > -3 ? (10 ** log10).toPrecision(2) : `1e${log10.toFixed(1)}`;
}

function recordsOf({ records }: Line): string {
  const more = records.length > shownRecords ? ` and ${records.length - shownRecords} more` : '';
  return records.length === 0 ? '-' : `${records.slice(0, shownRecords).join(' ')}${more}`;
}
