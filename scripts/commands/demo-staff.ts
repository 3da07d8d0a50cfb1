import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SignInWays } from '../../api/routes/v1/sessions.ts';
import type { Engine, Principal, ProposeOptions, StaffRole } from '../../engine/index.ts';
import { table } from '../terminal/format.ts';

interface Member {
  readonly account: string;
  readonly role: StaffRole;
  readonly unit: string;
}

/** Two of each where two people are needed. Units of the whole prefecture: one for supply, one that helps users. */
const members: readonly Member[] = [
  { account: 'rosa', role: 'reviewer', unit: 'border' },
  { account: 'remy', role: 'reviewer', unit: 'border' },
  { account: 'ivo', role: 'investigator', unit: 'border' },
  { account: 'sam', role: 'supervisor', unit: 'border' },
  { account: 'sue', role: 'supervisor', unit: 'border' },
  { account: 'clara', role: 'reviewer', unit: 'care' },
  { account: 'carl', role: 'supervisor', unit: 'care' },
  { account: 'cora', role: 'investigator', unit: 'care' },
  { account: 'ana', role: 'analyst', unit: 'office' },
  { account: 'abe', role: 'analyst', unit: 'office' },
  { account: 'ines', role: 'integrator', unit: 'office' },
];
const units = [
  { id: 'border', name: 'Border brigade', kind: 'brigade', area: null },
  { id: 'care', name: 'Recovery station', kind: 'community_treatment', area: null },
] as const;
const cases = [
  { account: 'sam', id: 'B-2026-014', purpose: 'Who supplies the retailers of the border towns', budget: 400 },
  { account: 'carl', id: 'C-2026-003', purpose: 'Offers of help to people near established cases', budget: 400 },
] as const;
const daySeconds = 86_400;
const staffFile = (home: string): string => join(home, 'demo', 'staff.json');

/** Known to everybody who reads this: a demo home holds synthetic data and nothing else. */
export const demoPassword = 'synthetic records only';

/** People, units, cases and leads of a demo home, so that somebody can look, judge and decide at once. Made once. */
export async function staffDemo(engine: Engine, home: string, at: number, leads: ProposeOptions = {}): Promise<void> {
  if (existsSync(staffFile(home))) return;
  const { oversight } = engine;
  const admin = await firstAdministrator(engine, at);
  for (const unit of units) oversight.putUnit(admin, at, unit);
  await Promise.all(members.map((member) => enrol(engine, admin, at, member)));
  for (const { account, ...file } of cases) oversight.cases.open(principalOf(account), at, file);
  await oversight.propose(principalOf('ana'), at, leads);
  const shown = [{ account: admin.account, role: admin.role, unit: admin.unit }, ...members];
  mkdirSync(dirname(staffFile(home)), { recursive: true });
  writeFileSync(staffFile(home), JSON.stringify(shown.map((one) => ({ ...one, password: demoPassword }))));
}

/** How to sign in at a demo home; undefined at any other. */
export function demoWays(home: string): SignInWays | undefined {
  if (!existsSync(staffFile(home))) return undefined;
  const demoAccounts = JSON.parse(readFileSync(staffFile(home), 'utf8')) as SignInWays['demoAccounts'];
  return { oidc: null, demoAccounts, synthetic: true };
}

export function staffText({ demoAccounts }: SignInWays): string {
  const rows = demoAccounts.map(({ account, role, unit }) => [account, role, unit]);
  return `People of this demo; the password of each is: ${demoPassword}\n${table(['account', 'role', 'unit'], rows)}`;
}

/** Before the home is opened: where events may be sent is read then. */
export function writeDemoDeployment(home: string, at: number): void {
  const file = join(home, 'deployment.json');
  if (existsSync(file)) return;
  const day = new Date((at + 365 * daySeconds) * 1000).toISOString().slice(0, 10);
  const deployment = {
    purpose: 'Demonstration on synthetic records',
    legal_basis: 'None needed: nobody in these records exists',
    review_by: day,
    push: { hosts: ['localhost', '127.0.0.1'], networks: ['127.0.0.0/8'], plain_http: true },
  };
  writeFileSync(file, `${JSON.stringify(deployment, null, 2)}\n`);
}

async function firstAdministrator(engine: Engine, at: number): Promise<Principal> {
  const { accounts } = engine.oversight;
  const first = await engine.oversight.firstStart(at);
  if (first === undefined) throw new Error('the demo home has an administrator but no staff file');
  const before = readFileSync(first.passwordFile, 'utf8').trim();
  await accounts.changePassword(at, first.account, before, demoPassword);
  await engine.oversight.firstStart(at);
  return { account: first.account, role: 'administrator', unit: 'office', mustRotate: false };
}

async function enrol(engine: Engine, admin: Principal, at: number, { account, role, unit }: Member): Promise<void> {
  const { accounts } = engine.oversight;
  const first = `first ${demoPassword}`;
  await accounts.create(admin, at, { name: account, role, unit, password: first });
  await accounts.changePassword(at, account, first, demoPassword);
}

function principalOf(account: string): Principal {
  const member = members.find((one) => one.account === account);
  if (member === undefined) throw new Error(`nobody of the demo is called ${account}`);
  return { ...member, mustRotate: false };
}
