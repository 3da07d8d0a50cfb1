import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { type Dispatcher, startDispatcher } from '../../api/push/dispatcher.ts';
import { createSender } from '../../api/push/sender.ts';
import { receiverSecrets, secretOf, strictRules } from '../../engine/push/index.ts';
import { scratch } from '../fixtures/cli.ts';
import { loopbackRules, pushKey, type TestDesk, testDesk } from '../fixtures/push-desk.ts';
import { answers, type Conduct, drips, floods, hangs, type Receiver, receiver, resets } from '../fixtures/receivers.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function listen(conduct: Conduct): Promise<Receiver> {
  const found = await receiver(conduct);
  open.push(found);
  return found;
}

function house(rules = loopbackRules): TestDesk {
  const space = scratch();
  const made = testDesk(space.dir, rules);
  open.push({ close: () => space.drop() }, made);
  return made;
}

function start({ desk }: TestDesk, rules = loopbackRules, clock = { now: () => Date.now() }): Dispatcher {
  const sender = createSender(rules);
  const errors: unknown[] = [];
  const dispatcher = startDispatcher(desk, sender, clock, (error) => errors.push(error));
  open.push({
    close: async () => {
      sender.close();
      await dispatcher.stop();
      expect(errors).toEqual([]);
    },
  });
  return dispatcher;
}

async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it never came to be');
    await new Promise((done) => setTimeout(done, 10));
  }
}

describe('push over HTTP', () => {
  it('delivers what a public receiver library verifies, each event once, a lead in order', async () => {
    const hook = await listen(answers(204));
    const inside = house();
    inside.add('north', hook.url);
    start(inside);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => inside.tell({ id: `evt_${i}`, subject: `L-${i % 5}`, data: { n: i } })),
    );
    await until(() => hook.received.length === 60);
    const check = new Webhook(receiverSecrets(secretOf(pushKey, 'north', 1)).hmac);
    const events = hook.received.map(
      ({ body, headers }) => check.verify(body, headers as never) as Record<string, never>,
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(60);
    for (let lead = 0; lead < 5; lead++) {
      const order = events.filter(({ subject }) => subject === `L-${lead}`).map(({ sequence }) => Number(sequence));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
    expect(events[0]).toMatchObject({ specversion: '1.0', type: 'lead.raised', source: 'urn:excavator:test' });
    await until(() => inside.desk.outbox.counts('north').taken === 60);
  });

  it('serves the healthy at once whatever the others do', async () => {
    const well = await listen(answers(200));
    const trap = await listen(answers(200));
    const conducts: Record<string, Conduct> = {
      hangs,
      resets,
      drips,
      floods,
      fails: answers(500),
      busy: answers(429, { 'retry-after': '7200' }),
      moved: answers(302, { location: trap.url }),
      gone: answers(410),
    };
    const inside = house();
    inside.add('well', well.url);
    const others: Record<string, Receiver> = {};
    for (const [name, conduct] of Object.entries(conducts)) {
      others[name] = await listen(conduct);
      inside.add(name, others[name].url);
    }
    start(inside);
    for (let i = 0; i < 40; i++) await inside.tell({ id: `evt_${i}` });
    const { outbox } = inside.desk;
    // The 40, and the notice that one endpoint is gone.
    await until(() => well.received.length === 41);
    await until(() => outbox.counts('drips').taken === 41 && outbox.counts('floods').taken === 41);
    await until(() => outbox.endpoints.get('gone')?.state === 'disabled');
    expect(outbox.endpoints.get('gone')?.reason).toBe('gone');
    expect(outbox.events(0, 100).filter(({ type }) => type === 'endpoint.disabled')).toHaveLength(1);
    // A redirect is an answer; nobody goes where it points.
    expect(trap.connections()).toBe(0);
    await until(() => (others.busy?.received.length ?? 0) >= 2);
    const waits = outbox.nextDueMs('busy') ?? 0;
    expect(waits - Date.now()).toBeLessThanOrEqual(7_200_000);
    expect(outbox.counts('fails').taken).toBe(0);
    expect(outbox.counts('moved').taken).toBe(0);
  }, 20_000);

  it('serves an endpoint at once whose neighbours at the same origin hang', async () => {
    const conduct: Conduct = (delivery, ...rest) =>
      (JSON.parse(delivery.body) as { type: string }).type === 'lead.proposed'
        ? hangs(delivery, ...rest)
        : answers(200)(delivery, ...rest);
    const origin = await listen(conduct);
    const inside = house();
    for (const id of ['one', 'two', 'three']) inside.add(id, origin.url, 'reviewers');
    inside.add('well', origin.url, 'frontline');
    start(inside);
    for (let i = 0; i < 40; i++) await inside.tell({ id: `evt_${i}`, type: 'lead.proposed' });
    // As many at once as lanes are wide, times three.
    await until(() => origin.received.length === 96);
    await inside.tell({ id: 'evt_raised' });
    await until(() => inside.desk.outbox.counts('well').taken === 1);
  }, 20_000);

  it('opens no connection to a name that leads to a private address, nor to a literal one', async () => {
    const trap = await listen(answers(200));
    const port = new URL(trap.url).port;
    const inside = house();
    // Registered while loopback was allowed, or by a name that answered otherwise then.
    inside.add('name', `http://localhost:${port}/hook`);
    inside.add('literal', trap.url);
    const strict = { ...strictRules, plainHttp: true };
    const sender = createSender(strict);
    open.push(sender);
    const [byName] = await inside.desk.take('name', Date.now(), 1);
    expect(byName).toBeUndefined();
    await inside.tell({ id: 'evt_1' });
    const [letter] = await inside.desk.take('name', Date.now() + 1000, 1);
    if (letter === undefined || !('url' in letter)) throw new Error('no letter');
    expect(await sender.send(letter, Date.now())).toEqual({ problem: 'destination_refused' });
    expect(trap.connections()).toBe(0);
    // The control: the same letter arrives where loopback is allowed.
    const lenient = createSender(loopbackRules);
    open.push(lenient);
    expect(await lenient.send(letter, Date.now())).toEqual({ status: 200 });
    expect(trap.connections()).toBe(1);
  });

  it('keeps the schedule under an injected clock', async () => {
    const hook = await listen(answers(500));
    const inside = house();
    inside.add('north', hook.url);
    let ahead = 0;
    const clock = { now: () => Date.now() + ahead };
    start(inside, loopbackRules, clock);
    await inside.tell({ id: 'evt_1' });
    const { outbox } = inside.desk;
    for (let attempt = 1; attempt < 10; attempt++) {
      await until(() => hook.received.length === attempt && outbox.counts('north').due === 1);
      ahead += (outbox.nextDueMs('north') ?? 0) - clock.now() - 300;
      await new Promise((done) => setTimeout(done, 60));
      expect(hook.received).toHaveLength(attempt);
      ahead += 300;
    }
    await until(() => outbox.counts('north').failed === 1);
    expect(hook.received).toHaveLength(10);
    expect(ahead / 3_600_000).toBeCloseTo(75.58, 1);
  }, 20_000);
});
