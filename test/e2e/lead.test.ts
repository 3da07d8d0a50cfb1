import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateWorld } from '../../data/world/index.ts';
import { type Engine, type LeadView, openEngine, type Principal } from '../../engine/index.ts';
import { openLake, sql } from '../../engine/lake/index.ts';
import { scratch } from '../fixtures/cli.ts';

const space = scratch();
const world = join(space.dir, 'world');
const home = join(space.dir, 'home');
const start = 1_790_000_000;
let clock = start;
let engine: Engine;
const tick = (): number => ++clock;
/** Happens once, while the line computes. */
let meanwhile: (() => void) | undefined;
const onProgress = (): void => {
  const happen = meanwhile;
  meanwhile = undefined;
  happen?.();
};
const open = (): Promise<Engine> => openEngine({ home, now: start, clock: tick, threads: 2, onProgress });

const refused = (code: string) => expect.objectContaining({ code });
const deployment = (reviewBy: string, retention_days: Record<string, number> = {}): void =>
  writeFileSync(
    join(home, 'deployment.json'),
    JSON.stringify({ purpose: 'test', legal_basis: 'none needed', review_by: reviewBy, retention_days }),
  );
const people: Record<string, Principal> = {};
const as = (name: string): Principal => people[name] as Principal;

beforeAll(async () => {
  await generateWorld({
    people: 3000,
    days: 20,
    seed: 5,
    out: world,
    truth: join(space.dir, 'truth.csv'),
    format: 'csv',
  });
  engine = await open();
  deployment('2030-01-01');
  await engine.ingest(world);
  await engine.run();
  await staff();
});
afterAll(() => {
  engine.close();
  space.drop();
});

/** The first administrator makes units and four people, each of whom changes the first password. */
async function staff(): Promise<void> {
  const { accounts } = engine.oversight;
  const first = await engine.oversight.firstStart(tick());
  const [before, after] = [readFileSync(first?.passwordFile ?? '', 'utf8').trim(), 'a long enough sentence'];
  await accounts.changePassword(tick(), 'admin', before, after);
  const admin = await accounts.signIn(tick(), 'admin', after);
  people.admin = admin;
  engine.oversight.putUnit(admin, tick(), { id: 'brigade', name: 'Brigade', kind: 'brigade', area: null });
  engine.oversight.putUnit(admin, tick(), { id: 'care', name: 'Care', kind: 'community_treatment', area: null });
  const roles = {
    rosa: 'reviewer',
    sam: 'supervisor',
    sue: 'supervisor',
    ivo: 'investigator',
    ana: 'analyst',
  } as const;
  for (const [name, role] of Object.entries(roles)) {
    await accounts.create(admin, tick(), { name, role, unit: 'brigade', password: 'the first of theirs' });
    await accounts.changePassword(tick(), name, 'the first of theirs', after);
    people[name] = await accounts.signIn(tick(), name, after);
  }
}

/** The own view of rosa, where the lead is judged blind. */
async function view(lead: string, blind: boolean): Promise<void> {
  const said = { at: tick(), lead, code: 'supplier_likely', reason: 'Shared journeys.' };
  if (blind) await engine.oversight.leads.view(as('rosa'), said);
}

describe('a lead, from ranking to recorded outcome', () => {
  let lead: LeadView;

  it('is not made of a score below the one asked for', async () => {
    const outcome = await engine.oversight.propose(as('ana'), tick(), { top: 10, atLeast: 1, sample: 0 });
    expect(outcome).toMatchObject({ proposed: 0, refused: {} });
  });

  it('is made of the ranking: a path of records to an established case, nobody established among them', async () => {
    const outcome = await engine.oversight.propose(as('ana'), tick(), { top: 10, atLeast: 0, sample: 1 });
    expect(outcome).toMatchObject({ refused: {}, reopened: 0 });
    expect(outcome.proposed).toBeGreaterThan(20);
    const lines = await engine.oversight.leads.list(as('rosa'), tick(), { top: 100 });
    expect(lines.every(({ role }) => role !== 'user')).toBe(true);
    for (const { id } of lines) {
      const { evidence, person } = await engine.oversight.leads.read(as('sam'), tick(), id);
      expect(evidence.path[0]?.from).toBe(person);
      expect(evidence.path.length).toBeLessThanOrEqual(3);
      expect(evidence.path.every(({ records, from, to }) => records.length > 0 && from !== to)).toBe(true);
      expect(evidence.caseId).not.toBe('');
      expect(evidence.innocent.length).toBeGreaterThan(0);
    }
  });

  it('is taken, opened, approved, dispatched; its person disclosed by two; its outcome a label', async () => {
    const { leads, cases, disclosures } = engine.oversight;
    const id = (await leads.next(as('rosa'), tick()))?.lead ?? '';
    lead = await leads.read(as('rosa'), tick(), id);
    await view(id, lead.blind);
    await leads.approve(as('rosa'), { at: tick(), lead: id, code: 'facts_support', reason: 'The records stand.' });
    await leads.dispatch(as('sam'), { at: tick(), lead: id, code: 'to_unit', reason: 'For inquiry.' });
    cases.open(as('sam'), tick(), { id: 'C-1', purpose: 'inquiry' });
    const asked = await disclosures.request(as('ivo'), { at: tick(), lead: id, caseId: 'C-1', purpose: 'whom to ask' });
    await disclosures.approve(as('sam'), tick(), asked.id, 1, 'needed');
    const identity = await disclosures.read(as('ivo'), tick(), asked.id);
    expect(identity.identifiers.length).toBeGreaterThan(0);
    const seen = { at: tick(), lead: id, code: 'seizure', reason: 'Report 12.', role: 'supplier' as const };
    await leads.outcome(as('ivo'), { ...seen, establishedAt: start });
    expect(leads.labels(as('ana'), tick())[0]).toMatchObject({ lead: id, basis: 'seizure', person: lead.person });
  });

  it('stays as it was judged when all jobs run three times over', async () => {
    const { leads } = engine.oversight;
    const id = (await leads.next(as('rosa'), tick()))?.lead ?? '';
    const { blind } = await leads.read(as('rosa'), tick(), id);
    await view(id, blind);
    await leads.dismiss(as('rosa'), { at: tick(), lead: id, code: 'facts_too_weak', reason: 'Too little.' });
    for (let again = 0; again < 3; again++) {
      await engine.ingest(world);
      await engine.run();
      const outcome = await engine.oversight.propose(as('ana'), tick(), { top: 10, atLeast: 0, sample: 1 });
      expect(outcome).toMatchObject({ proposed: 0, reopened: 0 });
    }
    expect(await leads.list(as('rosa'), tick(), { state: 'dismissed' })).toMatchObject([{ id }]);
  });
});

describe('authority', () => {
  it('a stop halts scoring and proposing at once, reading goes on, two people resume', async () => {
    const { oversight } = engine;
    oversight.stop(as('rosa'), tick(), 'A doubt.');
    await expect(engine.run()).rejects.toThrow(refused('stopped'));
    await expect(oversight.propose(as('ana'), tick())).rejects.toThrow(refused('stopped'));
    expect((await engine.rank({ role: 'supplier' })).rows.length).toBeGreaterThan(0);
    oversight.resume(as('sam'), tick(), 'Checked.');
    await expect(engine.run()).rejects.toThrow(refused('stopped'));
    oversight.resume(as('sue'), tick(), 'Checked too.');
    expect((await engine.run()).scored).toBeGreaterThan(0);
  });

  it('past the review-by date nothing is collected, scored or proposed; reading goes on', async () => {
    deployment('2020-01-01');
    await expect(engine.ingest(world)).rejects.toThrow(refused('authority_expired'));
    await expect(engine.run()).rejects.toThrow(refused('authority_expired'));
    await expect(engine.oversight.propose(as('ana'), tick())).rejects.toThrow(refused('authority_expired'));
    expect((await engine.rank({ role: 'supplier' })).rows.length).toBeGreaterThan(0);
    deployment('2030-01-01');
  });
});

/** The table that the records of a channel lie in, a column of it that holds a name, and its instant. */
function sourceOf(channel: string): readonly [table: string, name: string, instant: string] {
  if (['room', 'booking', 'hotel_night'].includes(channel)) return ['lodging', 'guest_name', 'check_in'];
  if (channel === 'convoy') return ['checkpoint', 'person_name', 'passed_at'];
  if (channel === 'parcel') return ['parcel', 'sender_name', 'sent_at'];
  if (channel === 'call') return ['call', 'caller_cell', 'started_at'];
  return ['transport', 'passenger_name', 'depart_at'];
}

/** What the sealed zone holds of a record, in every file that there is. */
async function rawValues(table: string, column: string, record: string): Promise<readonly (string | null)[]> {
  const lake = await openLake({ threads: 1, memoryLimitMb: 256, tempDir: join(space.dir, 'tmp') });
  try {
    const files = readdirSync(join(home, 'sealed', 'batches'), { recursive: true, encoding: 'utf8' })
      .filter((name) => new RegExp(`/${table}(\\.\\d+)?\\.parquet$`).test(name))
      .map((name) => join(home, 'sealed', 'batches', name));
    const rows = await lake.rows<{ value: string | null }>(
      `select ${column} as value from ${sql.parquet(files)} as loaded where record_id = ${sql.text(record)}`,
    );
    return rows.map(({ value }) => value);
  } finally {
    lake.close();
  }
}

/** Every file of the home that holds the text: bytes as they lie there, and Parquet files read. */
async function tracesOf(canary: string): Promise<readonly string[]> {
  const lake = await openLake({ threads: 1, memoryLimitMb: 256, tempDir: join(space.dir, 'tmp') });
  const found: string[] = [];
  try {
    for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
      const file = join(home, name);
      if (!statSync(file).isFile()) continue;
      let there = readFileSync(file, 'latin1').includes(canary);
      if (!there && name.endsWith('.parquet')) {
        const rows = await lake.rows(
          `select 1 as one from ${sql.parquet([file])} as loaded where cast(loaded as varchar) like '%${canary}%' limit 1`,
        );
        there = rows.length > 0;
      }
      if (there) found.push(name);
    }
  } finally {
    lake.close();
  }
  return found;
}

describe('corrections and retention', () => {
  const everywhere = (): string =>
    readdirSync(home)
      .filter((name) => name.startsWith('ledger'))
      .map((name) => readFileSync(join(home, name), 'latin1'))
      .join('\n');

  it('an erased record is gone with what was derived from it, and leads that cite it are withdrawn', async () => {
    const { oversight } = engine;
    const [line] = await oversight.leads.list(as('rosa'), tick(), { state: 'proposed' });
    const { evidence } = await oversight.leads.read(as('sam'), tick(), line?.id ?? '');
    const record = evidence.path[0]?.records[0] ?? '';
    const [table] = sourceOf(evidence.path[0]?.channel ?? '');
    expect(everywhere()).toContain(`"${record}"`);
    const wrong = { table, id: record, reason: 'A slip of the pen.' };
    await expect(oversight.eraseRecord(as('ivo'), tick(), wrong)).rejects.toThrow(refused('right_missing'));
    await expect(oversight.eraseRecord(as('sam'), tick(), { ...wrong, id: 'none' })).rejects.toThrow(
      refused('record_unknown'),
    );
    const gone = await oversight.eraseRecord(as('sam'), tick(), wrong);
    expect(gone.tables).toEqual([{ table, rows: 1, before: null }]);
    expect(gone.leads).toContain(line?.id);
    await expect(oversight.leads.read(as('sam'), tick(), line?.id ?? '')).rejects.toThrow(refused('lead_withdrawn'));
    expect(everywhere()).not.toContain(`"${record}"`);
    expect((await engine.ingest(world)).alreadyLoaded).toBe(true);
    await expect(oversight.eraseRecord(as('sam'), tick(), wrong)).rejects.toThrow(refused('record_unknown'));
  });

  it('a corrected record says the new value, and who was told of its leads is told again', async () => {
    const { oversight } = engine;
    const [line] = await oversight.leads.list(as('rosa'), tick(), { state: 'proposed' });
    const id = line?.id ?? '';
    const { evidence } = await oversight.leads.read(as('sam'), tick(), id);
    const step = evidence.path[0];
    const [table, column, instant] = sourceOf(step?.channel ?? '');
    const record = step?.records[0] ?? '';
    const canary = 'Canary Zhang Wei';
    const correction = { table, id: record, set: { [column]: canary }, reason: 'The desk wrote another.' };
    const raw = () => rawValues(table, column, record);
    const before = await raw();
    await expect(oversight.correctRecord(as('ivo'), tick(), correction)).rejects.toThrow(refused('right_missing'));
    for (const [set, code] of [
      [{ record_id: 'other' }, 'column_unknown'],
      [{ no_such: 'x' }, 'column_unknown'],
      [{}, 'correction_empty'],
      [{ [instant]: 'yesterday' }, 'correction_refused'],
    ] as const)
      await expect(oversight.correctRecord(as('sam'), tick(), { ...correction, set })).rejects.toThrow(refused(code));
    await expect(oversight.correctRecord(as('sam'), tick(), { ...correction, id: 'none' })).rejects.toThrow(
      refused('record_unknown'),
    );
    expect(await raw()).toEqual(before);
    expect((await oversight.leads.list(as('rosa'), tick(), { state: 'proposed' }))[0]?.id).toBe(id);
    const run = (await engine.status()).runs[0]?.runId;
    // The line takes an hour, and somebody writes to the log before it ends.
    let wrote = false;
    meanwhile = () => {
      clock += 3600;
      oversight.putUnit(as('admin'), tick(), { id: 'late', name: 'Late', kind: 'brigade', area: null });
      wrote = true;
    };
    const done = await oversight.correctRecord(as('sam'), tick(), correction);
    expect(wrote).toBe(true);
    expect(done.leads).toContain(id);
    expect(await raw()).toEqual([canary]);
    expect((await engine.status()).runs[0]?.runId).not.toBe(run);
    await expect(oversight.leads.read(as('sam'), tick(), id)).rejects.toThrow(refused('lead_withdrawn'));
    // The log has the act with its table and number of columns, and not the value.
    expect(everywhere()).toContain('records.correct.done');
    expect(everywhere()).not.toContain(canary);
    expect((await engine.ingest(world)).alreadyLoaded).toBe(true);
    expect(await raw()).toEqual([canary]);
    await oversight.propose(as('ana'), tick(), { top: 10, atLeast: 0, sample: 1 });
    expect(await oversight.leads.list(as('rosa'), tick(), { state: 'withdrawn' })).toContainEqual(
      expect.objectContaining({ id }),
    );
  });

  it('no byte and no trace of a purged record remains, nor of what was quarantined beside it', async () => {
    const canary = 'CanaryLiSi4711';
    const folder = join(space.dir, 'canary');
    mkdirSync(folder);
    const header = 'record_id,waybill_no,from_place,to_place,sent_at,sender_name,sender_phone,recipient_name';
    const row = (id: string, at: string) => `${id}${canary},w${canary},X1,X2,${at},${canary},,${canary}`;
    const rows = [row('good', '1500000000'), row('bad', 'no instant')];
    writeFileSync(join(folder, 'parcel.csv'), `${[header, ...rows].join('\n')}\n`);
    writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ synthetic: true, timezone: 'Asia/Shanghai' }));
    const { total } = await engine.ingest(folder);
    expect(total).toMatchObject({ accepted: 1, quarantined: 1 });
    await engine.run();
    const before = await tracesOf(canary);
    expect(before.some((file) => file.includes('quarantine'))).toBe(true);
    expect(before.some((file) => file.includes('parcel.parquet'))).toBe(true);
    deployment('2030-01-01', { parcel: Math.ceil((start - 1_600_000_000) / 86_400) });
    const gone = await engine.oversight.purge(as('sam'), tick());
    deployment('2030-01-01');
    expect(gone).toMatchObject({ quarantined: 1 });
    expect(await tracesOf(canary)).toEqual([]);
  });

  it('records past their limit go, as the preview said; the others stay', async () => {
    const { oversight } = engine;
    const before = (await engine.status()).tables.find(({ table }) => table === 'parcel')?.rows ?? 0;
    deployment('2030-01-01', { parcel: Math.ceil((start - 1_709_000_000) / 86_400) });
    const preview = await oversight.previewRetention(as('sam'), tick());
    deployment('2030-01-01', { parcel: 1 });
    const all = await oversight.previewRetention(as('sam'), tick());
    expect(all.tables.map(({ table, rows }) => [table, rows])).toEqual([['parcel', before]]);
    expect(preview.tables[0]?.rows ?? 0).toBeLessThanOrEqual(before);
    await expect(oversight.purge(as('rosa'), tick())).rejects.toThrow(refused('right_missing'));
    await oversight.purge(as('sam'), tick());
    expect((await engine.status()).tables.find(({ table }) => table === 'parcel')?.rows).toBe(0);
    expect((await oversight.previewRetention(as('sam'), tick())).tables).toEqual([]);
    expect((await engine.rank({ role: 'supplier' })).rows.length).toBeGreaterThan(0);
    deployment('2030-01-01');
  });
});

describe('the log', () => {
  it('has an entry for every look, and the look is refused when there can be none', async () => {
    const acts = new Database(join(home, 'ledger.sqlite'), { readonly: true });
    const count = (act: string): unknown =>
      acts.prepare('select count(*) from audit_entry where act = ?').pluck().get(act);
    const before = count('ranking.read');
    await engine.rank({ role: 'user' });
    expect(count('ranking.read')).toBe(Number(before) + 1);
    const full = new Database(join(home, 'ledger.sqlite'));
    full.exec("create trigger full before insert on audit_entry begin select raise(fail, 'full'); end");
    await expect(engine.rank({ role: 'user' })).rejects.toThrow(/full/);
    await expect(engine.person('P-AAAAAAAAAAAAAAAA')).rejects.toThrow(/full/);
    full.exec('drop trigger full');
    full.close();
    acts.close();
    expect(await engine.person('P-AAAAAAAAAAAAAAAA')).toBeUndefined();
  });

  it('verifies from its checkpoints, and tells of one changed row', () => {
    engine.oversight.checkpoint(tick());
    const report = engine.oversight.verify();
    expect(report.faults).toEqual([]);
    expect(report.checkpoints).toBeGreaterThan(0);
    const db = new Database(join(home, 'ledger.sqlite'));
    db.exec("update lead_step set reason = 'Somebody else wrote this.' where id = (select min(id) from lead_step)");
    db.close();
    expect(engine.oversight.verify().faults.map(({ code }) => code)).toContain('row_changed');
  });

  it('holds no name, id or phone of anybody: not in the ledger, the checkpoints or what was shown', async () => {
    const canaries = readFileSync(join(world, 'person.csv'), 'utf8')
      .split('\n')
      .slice(1, 1500)
      .flatMap((row) => row.split(',').slice(0, 2))
      .filter((text) => text.length >= 3);
    expect(canaries.length).toBeGreaterThan(1000);
    const shown = JSON.stringify([
      await engine.oversight.leads.list(as('sam'), tick(), { top: 200 }),
      engine.oversight.disclosuresOf(as('sam'), tick()),
    ]);
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^(ledger|checkpoints)/.test(name),
    );
    const texts = files.filter((name) => name.includes('.')).map((name) => readFileSync(join(home, name), 'utf8'));
    for (const text of [shown, ...texts]) expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  });
});
