import { Option } from 'commander';
import { type StaffRole, staffRoles, type UnitKind, unitKinds } from '../../engine/index.ts';
import { instant, table } from '../terminal/format.ts';
import { secret } from '../terminal/secret.ts';
import { type AddCommand, globals, withEngine } from './command.ts';
import { announceFirstStart, asUser, show, signedIn } from './sign-in.ts';

const newPassword = (name: string) => secret('EXCAVATOR_NEW_PASSWORD', `New password of ${name}: `);

/** `excavator user`: accounts and units. */
export const addUser: AddCommand = (program, terminal) => {
  const user = program
    .command('user')
    .description('Accounts and units. The administrator keeps them and sees no lead and no identity.');

  asUser(user.command('create <name>'))
    .description('make an account; its password comes from EXCAVATOR_NEW_PASSWORD or the keyboard')
    .addOption(new Option('--role <role>', 'what the account may do').choices(staffRoles).makeOptionMandatory())
    .requiredOption('--unit <unit>', 'whom the account belongs to')
    .action((name: string, options: { role: StaffRole; unit: string }, command) =>
      signedIn(command, terminal, async (session) => {
        const account = { name, role: options.role, unit: options.unit, password: await newPassword(name) };
        const made = await session.engine.oversight.accounts.create(session.who, session.at, account);
        show(
          terminal,
          session,
          made,
          ({ id, role, unit }) => `${id}: ${role} of ${unit}. The password must be changed at the first sign-in.`,
        );
      }),
    );

  asUser(user.command('list'))
    .description('which accounts there are')
    .action((_options, command) =>
      signedIn(command, terminal, (session) => {
        const { accounts } = session.engine.oversight;
        show(terminal, session, accounts.list(session.who, session.at), (rows) =>
          table(
            ['account', 'role', 'unit', 'state', 'password of'],
            rows.map(({ id, role, unit, state, rotated_at }) => [id, role, unit, state, instant(rotated_at)]),
          ),
        );
      }),
    );

  asUser(user.command('close <name>'))
    .description('close an account')
    .action((name: string, _options, command) =>
      signedIn(command, terminal, (session) => {
        const closed = session.engine.oversight.accounts.close(session.who, session.at, name);
        show(terminal, session, closed, ({ id }) => `${id} is closed.`);
      }),
    );

  asUser(user.command('unlock <name>'))
    .description('unlock an account and give it a first password again')
    .action((name: string, _options, command) =>
      signedIn(command, terminal, async (session) => {
        const password = await newPassword(name);
        const open = await session.engine.oversight.accounts.unlock(session.who, session.at, name, password);
        show(terminal, session, open, ({ id }) => `${id} can sign in; the password must be changed.`);
      }),
    );

  asUser(user.command('password'))
    .description('change the own password: EXCAVATOR_PASSWORD to EXCAVATOR_NEW_PASSWORD')
    .action(async (options: { as?: string }, command) => {
      const all = globals(command);
      const name = options.as ?? process.env.EXCAVATOR_USER ?? 'admin';
      await withEngine(all, terminal, async (engine) => {
        const at = Math.floor(Date.now() / 1000);
        await announceFirstStart(engine, at, terminal);
        const before = await secret('EXCAVATOR_PASSWORD', `Password of ${name}: `);
        await engine.oversight.accounts.changePassword(at, name, before, await newPassword(name));
        await engine.oversight.firstStart(at);
        terminal.print(all.json ? JSON.stringify({ account: name }) : `${name}: the password is changed.`);
      });
    });

  asUser(user.command('unit <id>'))
    .description('make a unit, or change it')
    .requiredOption('--name <name>', 'its name')
    .addOption(new Option('--kind <kind>', 'what it is').choices(unitKinds).makeOptionMandatory())
    .option('--area <area>', 'the area it works in; default the whole prefecture')
    .action((id: string, options: { name: string; kind: UnitKind; area?: string }, command) =>
      signedIn(command, terminal, (session) => {
        const unit = { id, name: options.name, kind: options.kind, area: options.area ?? null };
        const made = session.engine.oversight.putUnit(session.who, session.at, unit);
        show(
          terminal,
          session,
          made,
          ({ name, kind, area }) => `${id}: ${name}, ${kind}, ${area ?? 'the whole prefecture'}.`,
        );
      }),
    );
};
