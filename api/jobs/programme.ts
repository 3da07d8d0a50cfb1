import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ProblemError } from '../problem-error.ts';

/** Node 20 runs no TypeScript: from the sources (tests) the compiled programme below `dist` is taken. */
export function programme(name: 'job' | 'task-process'): string {
  const own = import.meta.url;
  const file = fileURLToPath(
    own.endsWith('.ts') ? new URL(`../../dist/api/jobs/${name}.js`, own) : new URL(`./${name}.js`, own),
  );
  if (existsSync(file)) return file;
  throw new ProblemError('unavailable', { detail: 'The programme of long work is not built.' });
}
