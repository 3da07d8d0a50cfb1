import type { Command } from 'commander';
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
