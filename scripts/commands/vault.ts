import { count } from '../terminal/format.ts';
import type { AddCommand } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

/** `excavator vault rotate`: every identity sealed under a new key, unseen. */
export const addVault: AddCommand = (program, terminal) => {
  const vault = program.command('vault').description('Where identities are sealed; nobody reads them here.');
  asUser(vault.command('rotate'))
    .description('seal every identity under a new key, while reading goes on; keep the old keys for old backups')
    .action((_options, command) =>
      signedIn(command, terminal, async (session) => {
        const done = session.engine.oversight.rotateVault(session.who, session.at);
        show(terminal, session, done, ({ key, sealed }) => `${count(sealed)} identities sealed under key ${key}.`);
      }),
    );
};
