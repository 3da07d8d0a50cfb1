import { domain } from './domain.ts';
import { lead } from './lead.ts';
import { network } from './network.ts';
import { queue } from './queue.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';

/** Every word of the page, in English and Chinese. */
export const dictionary = { ...shell, ...signIn, ...domain, ...queue, ...lead, ...network } as const;
export type Key = keyof typeof dictionary;
