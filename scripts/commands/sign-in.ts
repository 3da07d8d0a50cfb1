import type { Command } from 'commander';
import { type Engine, ExcavatorError, type Principal } from '../../engine/index.ts';
import { secret } from '../terminal/secret.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type GlobalOptions, globals, withEngine } from './command.ts';

/** What a command of somebody who has signed in works with. */
export interface Session {
  readonly engine: Engine;
  readonly who: Principal;
  readonly at: number;
  readonly all: GlobalOptions;
}

/** Adds the option that says who acts; the password comes from EXCAVATOR_PASSWORD or the keyboard. */
export function asUser(command: Command): Command {
  return command.option('--as <account>', 'who acts; default EXCAVATOR_USER');
}

/** Opens the home, signs in, does one piece of work (`behind`: also while the clock is behind the log). The first start makes the administrator and says how to sign in. */
export async function signedIn<T>(
  command: Command,
  terminal: Terminal,
  work: (session: Session) => Promise<T> | T,
  options: { readonly behind?: boolean } = {},
): Promise<T> {
  const all = globals(command);
  const name = command.optsWithGlobals<{ as?: string }>().as ?? process.env.EXCAVATOR_USER;
  return withEngine(all, terminal, async (engine) => {
    const at = Math.floor(Date.now() / 1000);
    await announceFirstStart(engine, at, terminal);
    if (name === undefined) throw nobody();
    const password = await secret('EXCAVATOR_PASSWORD', `Password of ${name}: `);
    const who = await engine.oversight.accounts.signIn(at, name, password, options);
    return work({ engine, who, at, all });
  });
}

/** Work on the log that the files alone allow; where somebody signs in, the rights of that account hold. */
export async function withOrWithoutUser<T>(
  command: Command,
  terminal: Terminal,
  act: 'audit.verify' | 'audit.export',
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const name = command.optsWithGlobals<{ as?: string }>().as ?? process.env.EXCAVATOR_USER;
  if (name === undefined) return withEngine(globals(command), terminal, work);
  return signedIn(command, terminal, ({ engine, who, at }) => {
    engine.oversight.permit(who, at, act, 'log');
    return work(engine);
  });
}

export async function announceFirstStart(engine: Engine, at: number, terminal: Terminal): Promise<void> {
  const first = await engine.oversight.firstStart(at);
  if (first === undefined) return;
  terminal.note(
    `First start: the administrator is ${first.account}; the first password is in ${first.passwordFile}. Change it: excavator user password --as ${first.account}`,
  );
}

/** Prints what was done, as JSON or in words. */
export function show<T>(terminal: Terminal, { all }: Session, result: T, words: (result: T) => string): void {
  terminal.print(all.json ? JSON.stringify(result) : words(result));
}

function nobody(): ExcavatorError {
  return new ExcavatorError({
    code: 'sign_in_needed',
    kind: 'usage',
    what: 'This command needs somebody who answers for it.',
    expected: '--as ACCOUNT, or EXCAVATOR_USER',
    advice: 'Sign in; the administrator makes accounts: `excavator user create`.',
  });
}
