import { ExcavatorError } from '../../engine/index.ts';
import { count, table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import { addAuditClock } from './audit-clock.ts';
import { type AddCommand, globals } from './command.ts';
import { asUser, withOrWithoutUser } from './sign-in.ts';

/** `excavator audit`: anybody who has the files can check them, and nothing is written then; with --as, rights hold. */
export const addAudit: AddCommand = (program, terminal) => {
  const audit = program.command('audit').description('The log of everything that was done and looked at.');

  asUser(audit.command('verify'))
    .description('compare the log with itself, its signed checkpoints and the rows it covers; works offline')
    .option('--checkpoints <dir>', 'folder of signed checkpoints kept elsewhere; default that of the deployment')
    .action(async (options: { checkpoints?: string }, command) => {
      const all = globals(command);
      const report = await withOrWithoutUser(command, terminal, 'audit.verify', async (engine) =>
        engine.oversight.verify({
          ...options,
          onProgress: (entries) => terminal.progress({ step: 'verify', done: entries, unit: 'entries' }),
        }),
      );
      const { entries, root, checkpoints, rows, faults } = report;
      if (all.json) terminal.print(JSON.stringify(report));
      else {
        terminal.print(
          `${count(entries)} entries, root ${root}; ${checkpoints} signed checkpoints and ${count(rows)} rows agree.`,
        );
        if (faults.length > 0)
          terminal.print(
            table(
              ['fault', 'where', 'what'],
              faults.slice(0, 50).map((one) => [one.code, one.where, one.what]),
            ),
          );
      }
      if (faults.length > 0) throw tampered(faults.length);
    });

  addAuditClock(audit, terminal);

  asUser(audit.command('export'))
    .description('sign the newest head into the folder of checkpoints')
    .action(async (_options, command) => {
      const all = globals(command);
      await withOrWithoutUser(command, terminal, 'audit.export', async (engine) => {
        const { oversight } = engine;
        const made = oversight.checkpoint(Math.floor(Date.now() / 1000));
        if (all.json) terminal.print(JSON.stringify({ folder: oversight.checkpointFolder, size: made?.size ?? null }));
        else
          terminal.print(
            made === undefined
              ? 'Nothing was added since the last one.'
              : `${count(made.size)} entries signed in ${oversight.checkpointFolder}.`,
          );
      });
    });

  asUser(audit.command('prove <entry>'))
    .description('one entry with the path that leads from it to the root, as JSON')
    .action(async (text: string, _options, command) => {
      const seq = wholeNumber(0)(text);
      const proof = await withOrWithoutUser(command, terminal, 'audit.export', async (engine) =>
        engine.oversight.prove(seq),
      );
      if (proof === undefined) throw noEntry(seq);
      const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
      const { entry, leaf, size, root, path } = proof;
      terminal.print(
        JSON.stringify({ entry, leaf: base64(leaf), size, root: base64(root), path: path.map(base64) }, null, 2),
      );
    });

  asUser(audit.command('backup <file>'))
    .description('copy the ledger to a file while it is in use')
    .action(async (file: string, _options, command) => {
      const all = globals(command);
      const { pages } = await withOrWithoutUser(command, terminal, 'audit.export', (engine) =>
        engine.oversight.backUp(file),
      );
      terminal.print(all.json ? JSON.stringify({ file, pages }) : `${count(pages)} pages in ${file}.`);
    });
};

function tampered(faults: number): ExcavatorError {
  return new ExcavatorError({
    code: 'log_tampered',
    kind: 'data',
    what: `${faults} things are not as they were written.`,
    advice: 'Keep the files as they are, and compare them with the newest backup and the checkpoints kept elsewhere.',
  });
}

function noEntry(seq: number): ExcavatorError {
  return new ExcavatorError({
    code: 'entry_unknown',
    kind: 'not_found',
    what: 'There is no such entry.',
    got: String(seq),
    advice: 'Entries are numbered from 0; `excavator audit verify` says how many there are.',
  });
}
