#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { WorldError } from '../data/world/index.ts';
import { ExcavatorError, installationRoot } from '../engine/index.ts';
import { addAudit } from './commands/audit.ts';
import { addCase } from './commands/case.ts';
import { addDemo } from './commands/demo.ts';
import { addDisclose } from './commands/disclose.ts';
import { addEndpoint } from './commands/endpoint.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addFeatures } from './commands/features.ts';
import { addFindings } from './commands/findings.ts';
import { addGraph } from './commands/graph.ts';
import { addIdentity } from './commands/identity.ts';
import { addIngest } from './commands/ingest.ts';
import { addLead } from './commands/lead.ts';
import { addLearn } from './commands/learn.ts';
import { addLink } from './commands/link.ts';
import { addPath } from './commands/path.ts';
import { addPromote, addRollback } from './commands/promote.ts';
import { addRank } from './commands/rank.ts';
import { addCorrect, addRetention } from './commands/records.ts';
import { addReport } from './commands/report.ts';
import { addRestore } from './commands/restore.ts';
import { addRun } from './commands/run.ts';
import { addSandbox } from './commands/sandbox.ts';
import { addServe } from './commands/serve.ts';
import { addShadow } from './commands/shadow.ts';
import { addStatus } from './commands/status.ts';
import { addResume, addStop } from './commands/stop.ts';
import { addTrain } from './commands/train.ts';
import { addUser } from './commands/user.ts';
import { addVault } from './commands/vault.ts';
import { addWhy } from './commands/why.ts';
import { addWorld } from './commands/world.ts';
import { createTerminal } from './terminal/terminal.ts';

/** Exit codes: 0 done, 1 failed, 2 wrong use. */
const terminal = createTerminal(process.stdout, process.stderr);
const root = installationRoot();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const program = new Command('excavator')
  .description('Records in, ranked and explained leads out. Synthetic data only; a lead is not evidence.')
  .version(version)
  .addOption(
    new Option('--home <dir>', 'folder that holds lake, ledger and keys').default(
      join(root, 'data', 'local'),
      'data/local',
    ),
  )
  .addOption(
    new Option('--threads <n>', 'threads of the SQL engine; results do not depend on it').argParser(wholeNumber),
  )
  .option('--json', 'print results as JSON', false)
  .exitOverride()
  .configureOutput({
    writeOut: (text) => terminal.print(text.trimEnd()),
    writeErr: (text) => terminal.note(text.trimEnd()),
  })
  .showHelpAfterError('(add --help for the options)')
  .helpCommand(false);

for (const add of [
  addDemo,
  addWorld,
  addIngest,
  addRun,
  addRank,
  addPath,
  addEvaluate,
  addTrain,
  addShadow,
  addPromote,
  addRollback,
  addReport,
  addServe,
  addSandbox,
  addStatus,
  addLink,
  addGraph,
  addFeatures,
  addFindings,
  addIdentity,
  addWhy,
  addLearn,
  addLead,
  addCase,
  addEndpoint,
  addUser,
  addDisclose,
  addAudit,
  addVault,
  addRestore,
  addStop,
  addResume,
  addCorrect,
  addRetention,
])
  add(program, terminal);

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync();
} catch (error) {
  terminal.endProgress();
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ExcavatorError) {
    if (program.opts<{ json: boolean }>().json) terminal.print(JSON.stringify({ error: error.fault }));
    terminal.note(`excavator: ${error.message}`);
    return error.kind === 'usage' ? 2 : 1;
  }
  if (error instanceof WorldError) {
    terminal.note(`excavator: ${error.message}`);
    return 2;
  }
  terminal.note(`excavator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  terminal.note(
    'This is a fault of excavator itself. Nothing half-written was kept; the same command may be run again.',
  );
  return 1;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Expected a whole number of 1 or more.');
  return value;
}
