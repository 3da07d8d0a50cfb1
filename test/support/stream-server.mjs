// The service of its own process over a home without records, beside an act that tells so many events a second; speaks over IPC.
import { startServer } from '../../dist/api/server.js';
import { openEngine } from '../../dist/engine/index.js';
import { openDatabase } from '../../dist/engine/ledger/database.js';
import { openPushDesk, strictRules } from '../../dist/engine/push/index.js';

const [, , home] = process.argv;
const now = () => Math.floor(Date.now() / 1000);
const engine = await openEngine({ home, now: now(), clock: now });
const { accounts, firstStart, putUnit, sessions } = engine.oversight;
await firstStart(now());
const admin = { account: 'admin', role: 'administrator', unit: 'office', mustRotate: false };
putUnit(admin, now(), { id: 'border', name: 'Border', kind: 'brigade', area: null });
const [first, second] = ['twelve letters and more', 'another long sentence'];
await accounts.create(admin, now(), { name: 'rita', role: 'reviewer', unit: 'border', password: first });
await accounts.changePassword(now(), 'rita', first, second);
const tokens = await Promise.all(Array.from({ length: 16 }, () => sessions.start(now(), 'rita')));
const server = await startServer({ engine, port: 0, graceSeconds: 0, perMinute: 1e9 });
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 200);

// A connection of its own, as another process would have it: what was kept of sessions counts no more after each commit.
const db = openDatabase(home);
const desk = openPushDesk(db, undefined, Buffer.alloc(32, 9), 'urn:excavator', {
  rules: strictRules,
  chance: () => 0.5,
});
const filler = 'x'.repeat(700);
let told = 0;
const tell = () => {
  const subject = `L-${told % 50}`;
  const data = { lead: subject, told_ms: Date.now(), filler };
  const own = { type: 'lead.updated', at: now(), subject, unit: 'border', role: 'retailer', area: null, data };
  desk.outbox.enqueue({ ...own, id: `evt_${told}` });
  told++;
};
const tellDue = db.transaction((due) => {
  while (told < due) tell();
});
process.on('message', async ({ verb, perSecond, seconds }) => {
  if (verb === 'tell') {
    const start = Date.now();
    for (let passed = 0; passed < seconds; passed = (Date.now() - start) / 1000) {
      const due = Math.floor(Math.min(passed, seconds) * perSecond);
      if (due > told) tellDue.immediate(due);
      await new Promise((done) => setTimeout(done, 10));
    }
    tellDue.immediate(Math.round(seconds * perSecond));
    process.send({ told });
  }
  if (verb === 'stop') {
    clearInterval(watch);
    const cpu = process.cpuUsage();
    process.send({ peakMb: Math.round(peak / 2 ** 20), cpuSeconds: (cpu.user + cpu.system) / 1e6 });
    await server.close();
    db.close();
    engine.close();
    process.disconnect();
  }
});
process.send({ url: server.url, tokens });
