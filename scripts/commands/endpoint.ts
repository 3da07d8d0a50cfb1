import { Option } from 'commander';
import { type Audience, choosableEvents, type EventType, roles } from '../../engine/index.ts';
import { instant, table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import type { AddCommand } from './command.ts';
import { asUser, show, signedIn } from './sign-in.ts';

interface AddOptions {
  readonly url: string;
  readonly unit: string;
  readonly audience: Audience;
  readonly type?: readonly EventType[];
  readonly role?: readonly string[];
  readonly area?: readonly string[];
}

const hour = 3600;

/** `excavator endpoint`: who is told of leads, by signed webhooks. */
export const addEndpoint: AddCommand = (program, terminal) => {
  const endpoint = program
    .command('endpoint')
    .description('Endpoints that are told of leads by signed webhooks (Standard Webhooks); `serve` sends.');

  asUser(endpoint.command('add <name>'))
    .description('register a URL; prints the secrets with which its receiver checks signatures')
    .requiredOption('--url <url>', 'https address')
    .requiredOption('--unit <id>', 'whose leads it is told of')
    .addOption(
      new Option('--audience <who>', 'reviewers hear of proposed leads, frontline only of dispatched ones')
        .choices(['reviewers', 'frontline', 'integrators'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--type <types...>', 'only these first tellings; what follows on them comes anyway').choices(
        choosableEvents,
      ),
    )
    .addOption(new Option('--role <roles...>', 'only these roles').choices(roles))
    .option('--area <areas...>', 'only these areas')
    .action((id: string, options: AddOptions, command) =>
      signedIn(command, terminal, (session) => {
        const { url, unit, audience, type = [], role = [], area = [] } = options;
        const request = { id, url, unit, audience, types: type, roles: role, areas: area };
        const made = session.engine.oversight.endpoints.add(session.who, session.at, request);
        show(terminal, session, made, secretsText);
      }),
    );

  asUser(endpoint.command('list'))
    .description('endpoints and what became of their deliveries')
    .action((_options, command) =>
      signedIn(command, terminal, (session) =>
        show(terminal, session, session.engine.oversight.endpoints.list(session.who, session.at), (rows) =>
          table(
            ['endpoint', 'host', 'unit', 'audience', 'state', 'taken', 'open', 'failed', 'last'],
            rows.map(({ id, url, unit, audience, state, reason, lastAttempt, deliveries }) => [
              id,
              new URL(url).host,
              unit,
              audience,
              reason === null ? state : `${state}: ${reason}`,
              deliveries.taken ?? 0,
              (deliveries.waiting ?? 0) + (deliveries.due ?? 0) + (deliveries.leased ?? 0),
              deliveries.failed ?? 0,
              lastAttempt === null ? '-' : (lastAttempt.status ?? lastAttempt.problem ?? '-'),
            ]),
          ),
        ),
      ),
    );

  asUser(endpoint.command('rotate <name>'))
    .description('a new secret; the one before signs beside it for a while')
    .option('--overlap-hours <n>', 'how long', wholeNumber(0), 24)
    .action((id: string, { overlapHours }: { overlapHours: number }, command) =>
      signedIn(command, terminal, (session) => {
        const { endpoints } = session.engine.oversight;
        const made = endpoints.rotate(session.who, session.at, id, overlapHours * hour);
        show(terminal, session, made, secretsText);
      }),
    );

  for (const verb of ['enable', 'disable'] as const)
    asUser(endpoint.command(`${verb} <name>`))
      .description(verb === 'enable' ? 'tell it again, what waits first' : 'tell it nothing more')
      .action((id: string, _options, command) =>
        signedIn(command, terminal, (session) => {
          session.engine.oversight.endpoints[verb](session.who, session.at, id);
          show(terminal, session, { id, done: verb }, () => `${id}: ${verb}d.`);
        }),
      );

  asUser(endpoint.command('test <name>'))
    .description('send an event that is about nobody')
    .action((id: string, _options, command) =>
      signedIn(command, terminal, (session) => {
        const sent = session.engine.oversight.endpoints.test(session.who, session.at, id);
        show(terminal, session, sent, ({ event }) => `${event} is on its way to ${id} while \`excavator serve\` runs.`);
      }),
    );

  asUser(endpoint.command('replay <name>'))
    .description('send again what was sent or given up: one event, or a span of the feed')
    .requiredOption('--from <sequence>', 'first event', wholeNumber(1))
    .option('--to <sequence>', 'last event; default the first', wholeNumber(1))
    .action((id: string, { from, to = from }: { from: number; to?: number }, command) =>
      signedIn(command, terminal, (session) => {
        const done = session.engine.oversight.endpoints.replay(session.who, session.at, id, from, to);
        show(terminal, session, done, ({ deliveries }) => `${deliveries} deliveries go out again.`);
      }),
    );

  asUser(endpoint.command('acknowledge <name> <event>'))
    .description('say that a recipient took an event in, such as a withdrawal')
    .action((id: string, event: string, _options, command) =>
      signedIn(command, terminal, (session) => {
        const known = session.engine.oversight.endpoints.acknowledge(session.who, session.at, id, event);
        show(terminal, session, { acknowledged: known }, () =>
          known ? `${id} acknowledged ${event}.` : `${id} was never told of ${event}.`,
        );
      }),
    );

  asUser(endpoint.command('overdue'))
    .description('withdrawals that a recipient has not acknowledged')
    .option('--hours <n>', 'older than', wholeNumber(0), 24)
    .action(({ hours }: { hours: number }, command) =>
      signedIn(command, terminal, (session) => {
        const rows = session.engine.oversight.endpoints.overdue(session.who, session.at, hours * hour);
        show(terminal, session, rows, (late) =>
          late.length === 0
            ? 'Every withdrawal of that age is acknowledged.'
            : table(
                ['endpoint', 'event', 'withdrawn at'],
                late.map(({ endpoint: name, event, at }) => [name, event, instant(at)]),
              ),
        );
      }),
    );
};

function secretsText({ hmac, ed25519 }: { readonly hmac: string; readonly ed25519: string }): string {
  return [
    'Give one of these to the receiver; they are not shown again before the next rotation.',
    `  v1  (HMAC-SHA-256)   ${hmac}`,
    `  v1a (Ed25519)        ${ed25519}`,
  ].join('\n');
}
