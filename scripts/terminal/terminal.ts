import type { Progress } from '../../engine/index.ts';
import { createProgress } from './progress.ts';

/** What a command may touch: results on stdout, everything else on stderr. */
export interface Terminal {
  /** One result line or table; in `--json` mode nothing but JSON goes here. */
  print(text: string): void;
  /** Remarks for the person at the keyboard. */
  note(text: string): void;
  /** Shows long steps; feed it every tick, it decides what is worth showing. */
  progress(tick: Progress): void;
  /** Clears a progress line before other output. */
  endProgress(): void;
}

export function createTerminal(stdout: NodeJS.WritableStream, stderr: NodeJS.WriteStream): Terminal {
  const progress = createProgress(stderr);
  return {
    print: (text) => {
      progress.end();
      stdout.write(`${text}\n`);
    },
    note: (text) => {
      progress.end();
      stderr.write(`${text}\n`);
    },
    progress: progress.tick,
    endProgress: progress.end,
  };
}
