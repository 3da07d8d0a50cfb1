import { restoreLedger } from '../../engine/index.ts';
import { count } from '../terminal/format.ts';
import { type AddCommand, globals } from './command.ts';

/** `excavator restore`: nobody can sign in to a ledger that is gone, so this needs the files and no account. */
export const addRestore: AddCommand = (program, terminal) => {
  program
    .command('restore <file>')
    .description(
      'Put a backup (`audit backup`) in the place of the ledger; stop every other process of the home first.',
    )
    .action((file: string, _options, command) => {
      const all = globals(command);
      const done = restoreLedger(all.home, file, Math.floor(Date.now() / 1000));
      const former = done.former === null ? '' : ` The ledger before it: ${done.former}.`;
      terminal.print(all.json ? JSON.stringify(done) : `${count(done.entries)} entries are back.${former}`);
    });
};
