import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { openOversight } from '../../engine/desk/oversight.ts';
import { openHome } from '../../engine/home.ts';
import { createRng } from '../../engine/kernel/rng.ts';
import { propose } from '../../engine/leads/index.ts';
import { createRankingReader } from '../../engine/views/ranking.ts';
import { writeDemoDeployment } from '../../scripts/commands/demo-staff.ts';
import { answers, type Received, receiver } from '../fixtures/receivers.ts';
import { withFolder } from './home.ts';
import { admin, draft, freshId } from './lead-home.ts';

export interface Deaths {
  readonly kills: number;
  readonly seed: number;
  /** The control: events are written after the act's commit. */
  readonly late?: boolean;
}

export interface DeathReport {
  /** Acts answered 200. */
  readonly acknowledged: number;
  readonly received: number;
  /** Deliveries that came again; the receiver knows them by their id. */
  readonly again: number;
  readonly wrong: readonly string[];
}

const leadsALife = 12;
const leaseMs = 61_000;
const now = (): number => Math.floor(Date.now() / 1000);

/** Kills API and dispatcher again and again while people decide, lets the last one finish, and says what is wrong then. */
export function serviceDeaths({ kills, seed, late = false }: Deaths): Promise<DeathReport> {
  return withFolder(async (home) => {
    const hook = await receiver(answers(200));
    const tokens = await prepare(home, hook.url, kills * leadsALife);
    const { int } = createRng(seed);
    const acknowledged = new Set<string>();
    for (let life = 0; life <= kills; life++) {
      const script = fileURLToPath(new URL('service-child.mjs', import.meta.url));
      const args = [home, String(life * leaseMs), late ? 'late' : 'with the act'];
      const child = fork(script, args, { execArgv: [], stdio: 'inherit' });
      const gone = once(child, 'exit');
      const [{ url }] = (await once(child, 'message')) as [{ url: string }];
      if (life < kills) await dieAtWork(child, url, tokens, acknowledged, 1 + int(8), int(25));
      else await finish(child);
      await gone;
    }
    await hook.close();
    return reportOf(home, acknowledged, hook.received);
  });
}

type Tokens = Readonly<Record<'rosa' | 'remy' | 'sam', string>>;

/** A home with a unit, its people, an endpoint and leads to decide on. */
async function prepare(home: string, hook: string, leads: number): Promise<Tokens> {
  writeDemoDeployment(home, now());
  const opened = await openHome({ home, now: now() });
  const oversight = openOversight(opened, createRankingReader(opened));
  await oversight.firstStart(now());
  oversight.putUnit(admin, now(), { id: 'county', name: 'County', kind: 'county_brigade', area: null });
  const tokens: Record<string, string> = {};
  const [first, second] = ['twelve letters and more', 'another long sentence'];
  for (const [name, role] of [
    ['rosa', 'reviewer'],
    ['remy', 'reviewer'],
    ['sam', 'supervisor'],
  ] as const) {
    await oversight.accounts.create(admin, now(), { name, role, unit: 'county', password: first });
    await oversight.accounts.changePassword(now(), name, first, second);
    tokens[name] = await oversight.sessions.start(now(), name);
  }
  const filters = { types: [], roles: [], areas: [] };
  const own = { id: 'hook', url: hook, unit: 'county', audience: 'reviewers' } as const;
  oversight.push.outbox.endpoints.add({ ...own, ...filters }, now());
  const drafts = Array.from({ length: leads }, (_, n) => draft(`P-${n}`, { score: 0.9 - n / 100_000 }));
  propose(oversight.book, drafts, { at: now(), by: 'system:propose', freshId });
  opened.close();
  return tokens as Tokens;
}

/** People decide until so many acts were acknowledged; a moment later the process is gone. */
async function dieAtWork(
  child: ChildProcess,
  url: string,
  tokens: Tokens,
  acknowledged: Set<string>,
  acts: number,
  momentMs: number,
): Promise<void> {
  const done = acknowledged.size + acts;
  const approved: string[] = [];
  const enough = (): boolean => acknowledged.size >= done;
  const work = [
    review(url, tokens.rosa, acknowledged, approved, enough),
    review(url, tokens.remy, acknowledged, approved, enough),
    dispatch(url, tokens.sam, acknowledged, approved, enough),
  ];
  while (!enough()) await new Promise((go) => setTimeout(go, 1));
  await new Promise((go) => setTimeout(go, momentMs));
  child.kill('SIGKILL');
  // Whoever was asking hears nothing more.
  await Promise.allSettled(work);
}

async function finish(child: ChildProcess): Promise<void> {
  for (let idle = false; !idle; ) {
    child.send('idle?');
    [{ idle }] = (await once(child, 'message')) as [{ idle: boolean }];
    await new Promise((go) => setTimeout(go, 50));
  }
  child.kill('SIGKILL');
}

type Step = (
  path: string,
  body?: object,
  version?: number,
) => Promise<{ status: number; body: Record<string, unknown> }>;

const as =
  (url: string, token: string): Step =>
  async (path, body, version) => {
    const answer = await fetch(`${url}/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        cookie: `excavator_session=${token}`,
        origin: url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

type Enough = () => boolean;

async function review(url: string, token: string, done: Set<string>, approved: string[], enough: Enough) {
  const ask = as(url, token);
  // On after it is enough: the death comes while work is under way.
  for (let more = 20; more > 0; more -= enough() ? 1 : 0) {
    const lead = String((await ask('/leads/next', {})).body.lead);
    const { body } = await ask(`/leads/${lead}`);
    const reason = { code: 'facts_support', reason: 'Four nights.' };
    const { status } = await ask(`/leads/${lead}/approve`, reason, Number(body.version));
    if (status !== 200) continue;
    done.add(`${lead} approved`);
    approved.push(lead);
  }
}

async function dispatch(url: string, token: string, done: Set<string>, approved: string[], enough: Enough) {
  const ask = as(url, token);
  for (let more = 20; more > 0; more -= enough() ? 1 : 0) {
    const lead = approved.shift();
    if (lead === undefined) {
      await new Promise((go) => setTimeout(go, 2));
      continue;
    }
    const { body } = await ask(`/leads/${lead}`);
    const reason = { code: 'to_unit', reason: 'For the county.' };
    const { status } = await ask(`/leads/${lead}/dispatch`, reason, Number(body.version));
    if (status === 200) done.add(`${lead} dispatched`);
  }
}

function reportOf(home: string, acknowledged: ReadonlySet<string>, received: readonly Received[]): DeathReport {
  const once = new Map(received.map(({ id, body }) => [id, JSON.parse(body) as { data: Record<string, string> }]));
  const told = [...once.values()].map(({ data }) => `${data.lead} ${data.state}`);
  const wrong = [...acknowledged]
    .filter((act) => !told.includes(act))
    .map((act) => `${act} was acknowledged, not sent`);
  const seen = new Set<string>();
  for (const one of told) {
    if (seen.has(one)) wrong.push(`${one} was told under two ids`);
    seen.add(one);
  }
  const db = new Database(`${home}/ledger.sqlite`, { readonly: true });
  const states: Readonly<Record<string, string>> = { 'lead.approve': 'approved', 'lead.dispatch': 'dispatched' };
  for (const [act, state] of Object.entries(states))
    for (const lead of db.prepare<[string], string>('select subject from audit_entry where act = ?').pluck().all(act))
      if (!seen.has(`${lead} ${state}`)) wrong.push(`${act} of ${lead} is in the log, not sent`);
  for (const id of db.prepare<[], string>('select id from push_event').pluck().all())
    if (!once.has(id)) wrong.push(`event ${id} is in the outbox, not sent`);
  db.close();
  return { acknowledged: acknowledged.size, received: once.size, again: received.length - once.size, wrong };
}
