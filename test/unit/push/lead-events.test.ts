import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openEndpointDesk } from '../../../engine/desk/endpoint-desk.ts';
import { eventOfLead } from '../../../engine/desk/lead-events.ts';
import { expireLeads, leadPolicy } from '../../../engine/leads/index.ts';
import { type Outbox, openOutbox, strictRules } from '../../../engine/push/index.ts';
import type { Audience, EndpointRequest } from '../../../engine/push/types.ts';
import { withFolder } from '../../support/home.ts';
import { admin, at0, draft, type LeadHome, leadHome, principal, rosa, sam } from '../../support/lead-home.ts';

const person = 'P-AAAAAAAAAAAAAAAA';
const late = at0 + leadPolicy.expirySeconds + leadPolicy.dispatchedSeconds + 10;

interface Telling extends LeadHome {
  readonly outbox: Outbox;
  readonly types: () => readonly string[];
}

/** A lead book whose steps go to an outbox in the same transaction, as an opened home does it. */
async function telling(home: string, work: (all: Telling) => Promise<void>): Promise<void> {
  let outbox: Outbox | undefined;
  const all = leadHome(home, undefined, (table, row, at) => {
    const event = table === 'lead' ? eventOfLead(row, at) : undefined;
    if (event !== undefined) outbox?.enqueue(event);
  });
  outbox = openOutbox(all.book.database, { rules: strictRules, chance: () => 0.5 });
  const types = (): readonly string[] => outbox?.events(0, 100).map(({ type }) => type) ?? [];
  await work({ ...all, outbox, types });
}

const request = (id: string, audience: Audience): EndpointRequest => ({
  id,
  url: `https://${id}.example/`,
  unit: 'county',
  audience,
  types: [],
  roles: [],
  areas: [],
});

async function toDispatch({ leads, put, idOf }: Telling): Promise<string> {
  put([draft(person)]);
  const lead = idOf(person);
  await leads.next(rosa, at0 + 1);
  await leads.read(rosa, at0 + 2, lead);
  await leads.approve(rosa, { at: at0 + 3, lead, code: 'facts_support', reason: 'Four nights.' });
  await leads.dispatch(sam, { at: at0 + 4, lead, code: 'to_unit', reason: 'For the county.' });
  return lead;
}

describe('what is told of a lead', () => {
  test('each step that others hear of is an event, written with the step, and names nobody', () =>
    withFolder((home) =>
      telling(home, async (all) => {
        all.outbox.endpoints.add(request('desk', 'reviewers'), at0);
        all.outbox.endpoints.add(request('street', 'frontline'), at0);
        const lead = await toDispatch(all);
        expect(all.types()).toEqual(['lead.proposed', 'lead.updated', 'lead.raised']);
        const [proposed] = all.outbox.events(0, 1);
        expect(proposed).toMatchObject({ subject: lead, unit: 'county', role: 'retailer', at: at0 });
        expect(proposed?.data).toMatchObject({ lead, state: 'proposed', expires_at: expect.any(Number) });
        expect(JSON.stringify(proposed)).toMatch(/not evidence/);
        expect(JSON.stringify(all.outbox.events(0, 100))).not.toContain(person);
        expect(all.outbox.counts('street')).toMatchObject({ due: 1, waiting: 0 });
        expect(all.outbox.counts('desk')).toMatchObject({ due: 1, waiting: 2 });
      }),
    ));

  test('whoever was told is told that it expired', () =>
    withFolder((home) =>
      telling(home, async (all) => {
        all.outbox.endpoints.add(request('street', 'frontline'), at0);
        await toDispatch(all);
        expireLeads(all.book, late, 'system:expire');
        expect(all.types().at(-1)).toBe('lead.expired');
        expect(all.outbox.counts('street')).toMatchObject({ due: 1, waiting: 1 });
      }),
    ));

  test('a step that is undone tells nothing', () =>
    withFolder((home) =>
      telling(home, async (all) => {
        await toDispatch(all);
        const before = all.types().length;
        const act = { at: at0 + 9, actor: 'system:test', act: 'lead.test', subject: 'x' };
        const { outbox, book } = all;
        const event = outbox.events(0, 1)[0];
        if (event === undefined) throw new Error('no event');
        expect(() =>
          book.act(act, () => {
            outbox.enqueue({ ...event, id: 'evt_other' });
            throw new Error('the work failed');
          }),
        ).toThrow('the work failed');
        expect(all.types()).toHaveLength(before);
      }),
    ));

  test('endpoints belong to the administrator; the log knows who changed them', () =>
    withFolder(async (home) => {
      await telling(home, async (all) => {
        const desk = openEndpointDesk(all.book, all.outbox, Buffer.alloc(32, 1));
        expect(() => desk.add(rosa, at0 + 1, request('own', 'reviewers'))).toThrow('no right');
        const first = desk.add(admin, at0 + 1, request('desk', 'reviewers'));
        const second = desk.rotate(admin, at0 + 2, 'desk', 3600);
        expect(second.hmac).not.toBe(first.hmac);
        expect(() => desk.rotate(admin, at0 + 2, 'none', 0)).toThrow('no endpoint');
        for (const [id, unit] of [
          ['Two words', 'county'],
          ['fine', 'nowhere'],
        ] as const)
          expect(() =>
            desk.add(admin, at0 + 2, { ...request(id, 'reviewers'), unit, url: 'https://x.example/' }),
          ).toThrow('a unit that there is');
        desk.disable(admin, at0 + 2, 'desk');
        expect(() => desk.test(admin, at0 + 2, 'desk')).toThrow('disabled');
        expect(() => desk.replay(admin, at0 + 2, 'desk', 1, 2)).toThrow('disabled');
        desk.enable(admin, at0 + 2, 'desk');
        expect(desk.test(admin, at0 + 2, 'desk').event).toMatch(/^evt_/);
        const ida = principal('ida', 'integrator');
        expect(desk.list(ida, at0 + 3)).toMatchObject([{ id: 'desk', lastAttempt: null }]);
        const atMs = (at0 + 3) * 1000;
        for (const { seq, leasedUntilMs } of all.outbox.lease('desk', atMs, 60_000, 1))
          all.outbox.settle([{ delivery: seq, leasedUntilMs, atMs, tookMs: 1, status: 503 }]);
        expect(desk.list(ida, at0 + 4)).toMatchObject([{ lastAttempt: { at_ms: atMs, status: 503 } }]);
      });
      const db = new Database(join(home, 'ledger.sqlite'), { readonly: true });
      const acts = db.prepare("select act, actor from audit_entry where subject like 'endpoint:%'").all();
      db.close();
      expect(acts).toContainEqual({ act: 'endpoint.rotate', actor: 'admin' });
      expect(acts).toContainEqual({ act: 'refused', actor: 'rosa' });
    }));
});
