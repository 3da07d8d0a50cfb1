import { columns } from './columns.ts';
import { domain } from './domain.ts';
import { lead } from './lead.ts';
import { models } from './models.ts';
import { network } from './network.ts';
import { queue } from './queue.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { work } from './work.ts';

/** Every word of the page, in English and Chinese. */
export const dictionary = {
  ...shell,
  ...signIn,
  ...domain,
  ...columns,
  ...queue,
  ...lead,
  ...network,
  ...work,
  ...models,
} as const;
export type Key = keyof typeof dictionary;
