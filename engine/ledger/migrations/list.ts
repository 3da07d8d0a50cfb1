import { push } from './push.ts';
import { runs } from './runs.ts';
import type { Migration } from './types.ts';

/** Every step, oldest first: a new one is a file of its own and a line at the end of this list. */
export const migrations: readonly Migration[] = [runs, push];
