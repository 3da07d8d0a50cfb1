import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ExcavatorError } from '../../kernel/errors.ts';

/**
 * A built file, named from this folder. Node 20 runs no TypeScript, so from the sources (tests) the one below `dist` is
 * taken, which the set-up builds before any test.
 */
export function builtFile(name: string): URL {
  const own = import.meta.url;
  return new URL(name, own.endsWith('.ts') ? new URL('../../../dist/engine/model/threads/', own) : own);
}

/** A compiled worker of this folder, `worker` or another; undefined where it is not built. */
export function workerScript(name: 'worker' | 'score-worker' | 'bins-worker'): URL | undefined {
  const script = builtFile(`./${name}.js`);
  return existsSync(fileURLToPath(script)) ? script : undefined;
}

/** @param what the thread was doing; @param minutes how long it was waited for */
export function threadSilent(what: 'training' | 'scoring' | 'binning', minutes: number): ExcavatorError {
  return new ExcavatorError({
    code: 'model_thread_silent',
    kind: 'internal',
    what: `A ${what} thread did not answer for ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    advice: `Run again with one thread (threads: 1); the ${what === 'scoring' ? 'scores are' : 'model is'} the same.`,
  });
}
