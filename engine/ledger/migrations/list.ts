import { audit } from './audit.ts';
import { covered } from './covered.ts';
import { identity } from './identity.ts';
import { leads } from './leads.ts';
import { models } from './models.ts';
import { push } from './push.ts';
import { rights } from './rights.ts';
import { runs } from './runs.ts';
import { sessions } from './sessions.ts';
import type { Migration } from './types.ts';
import { uploads } from './uploads.ts';
import { vault } from './vault.ts';

/** Every step, oldest first: a new one is a file of its own and a line at the end of this list. */
export const migrations: readonly Migration[] = [
  runs,
  audit,
  rights,
  leads,
  vault,
  models,
  push,
  identity,
  sessions,
  covered,
  uploads,
];
