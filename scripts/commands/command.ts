import type { Command } from 'commander';
import { type Engine, type EngineConfig, openEngine } from '../../engine/index.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Adds one command to the program. Each command is a file of this folder, listed in cli.ts. */
export type AddCommand = (program: Command, terminal: Terminal) => void;

/** Options that every command understands; `json` turns stdout into JSON alone. */
export interface GlobalOptions {
  readonly home: string;
  readonly json: boolean;
  readonly threads?: number;
}

export function globals(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}

/** Opens the home for one piece of work and closes it whatever happens. */
export async function withEngine<T>(
  options: GlobalOptions,
  terminal: Terminal,
  work: (engine: Engine) => Promise<T>,
  extra: Partial<EngineConfig> = {},
): Promise<T> {
  const engine = await openEngine({
    home: options.home,
    now: Math.floor(Date.now() / 1000),
    clock: () => Math.floor(Date.now() / 1000),
    onProgress: terminal.progress,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...extra,
  });
  try {
    return await work(engine);
  } finally {
    terminal.endProgress();
    engine.close();
  }
}

/** Refuses a command that lacks an option which its subcommand has in common with it. */
export function needed(command: Command, option: string): never {
  return command.error(`error: required option '${option}' not specified`, {
    exitCode: 2,
    code: 'commander.missingMandatoryOptionValue',
  });
}
