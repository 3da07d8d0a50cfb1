import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem, createClient, createMachineClient, signIn } from '../../api/client/index.ts';
import { demoPassword } from '../../scripts/commands/demo-staff.ts';
import { type Service, startService } from '../../scripts/commands/serve.ts';
import { type ReceiverProcess, startReceiver } from '../../scripts/sandbox/receiver-process.ts';
import { type Registered, register, walk } from '../../scripts/sandbox/walk.ts';
import { createTerminal } from '../../scripts/terminal/terminal.ts';
import { type DemoHome, demoHome } from '../fixtures/demo-home.ts';

/** The generated client against the real service, its dispatcher and the example receiver in a process of its own. */
let home: DemoHome;
let service: Service;
let receiver: ReceiverProcess;
let has: Registered;
const steps: string[] = [];
const say = (what: string): unknown => steps.push(what);
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

beforeAll(async () => {
  home = await demoHome();
  const terminal = createTerminal(process.stdout, process.stderr);
  service = await startService(home.engine, { host: '127.0.0.1', port: 0, ways: home.ways }, terminal);
  const port = await freePort();
  has = await register({ url: service.url, password: demoPassword }, `http://127.0.0.1:${port}/hook`, say);
  receiver = await startReceiver(has.webhookSecret, port);
}, 300_000);
afterAll(async () => {
  await service.close();
  receiver.stop();
  home.drop();
});

const site = () => ({ url: service.url, password: demoPassword });
const machine = () => createMachineClient(service.url, has.client, has.clientSecret);

describe('the generated client', () => {
  it('drives a lead from the ranking to the acknowledgement of its withdrawal', async () => {
    const { lead, raised, withdrawn } = await walk(site(), has, receiver, say);
    expect(steps.join('\n')).toMatch(/3 rows seen, 2 accepted, 1 quarantined/);
    expect(steps.join('\n')).toMatch(/1 acknowledgement is open[\s\S]+0 are open/);
    expect(new Set([raised, withdrawn]).size).toBe(2);
    await expect(machine().getLead({ path: { id: lead } })).rejects.toEqual(refused('lead_withdrawn'));
    const { data } = await machine().listDeliveries({ query: { top: 500 } });
    const ours = data.deliveries.filter(({ subject }) => subject === lead);
    expect(ours.map(({ type, state }) => [type, state])).toEqual([
      ['lead.withdrawn', 'taken'],
      ['lead.raised', 'taken'],
    ]);
    expect(ours[0]?.acknowledged_at).not.toBeNull();
    const sam = await signIn(service.url, 'sam', demoPassword);
    const { data: log } = await sam.listAudit({ query: { act: 'lead.read' } });
    expect(log.entries.map(({ actor }) => actor)).toContain('client:till');
  }, 60_000);

  it('throws the problem of the service, typed', async () => {
    const rosa = await signIn(service.url, 'rosa', demoPassword);
    const { data } = await rosa.nextLead();
    const path = { id: data.lead ?? '' };
    await rosa.getLead({ path });
    const body = { code: 'facts_support', reason: 'Test.' } as const;
    const stale = rosa.approveLead({ path, headers: { 'if-match': '"77"' }, body });
    await expect(stale).rejects.toBeInstanceOf(ApiProblem);
    await expect(stale).rejects.toEqual(refused('stale_version'));
    await expect(rosa.approveLead({ path, body })).rejects.toEqual(refused('version_needed'));
    await expect(rosa.listCases()).resolves.toMatchObject({ status: 200 });
    await rosa.signOut();
    await expect(rosa.listCases()).rejects.toEqual(refused('sign_in_needed'));
    await expect(signIn(service.url, 'rosa', 'wrong')).rejects.toEqual(refused('sign_in_refused'));
    const asked = { path: { id: path.id } };
    await expect(machine().getPerson({ ...asked, query: { case: 'B-2026-014' } })).rejects.toBeInstanceOf(ApiProblem);
  });

  it('asks for one token and keeps it; a wrong secret is told at the first call', async () => {
    let tokens = 0;
    const counting: typeof fetch = (input, init) => {
      if (String(input).endsWith('/oauth/token')) tokens++;
      return fetch(input, init);
    };
    const till = createMachineClient(service.url, has.client, has.clientSecret, { fetch: counting });
    await Promise.all([till.listEvents(), till.listEndpoints(), till.listDeliveries()]);
    await till.listBatches();
    expect(tokens).toBe(1);
    const wrong = createMachineClient(service.url, has.client, 'exk_till.wrong');
    for (let i = 0; i < 2; i++) await expect(wrong.listEvents()).rejects.toEqual(refused('sign_in_needed'));
  });

  it('says that what answers is no service', async () => {
    const page: typeof fetch = async () => new Response('<html>', { status: 502 });
    await expect(createClient('http://localhost', { fetch: page }).getHealth()).rejects.toThrow('is not JSON');
  });
});

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}
