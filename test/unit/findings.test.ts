import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../engine/index.ts';
import { callWorld, defaultCallWorld } from '../support/call-world.ts';
import { withFolder } from '../support/home.ts';
import { slipped } from '../support/slipped-records.ts';

const now = 1_800_000_000;
const world = callWorld({ ...defaultCallWorld, people: 60, days: 14, successions: 4, leavers: 2, newcomers: 2 });
const planted = new Set(world.planted.map((pair) => pair.join(' ')));

/** A home with one data set in it, run once. */
async function withHome(write: (folder: string) => void, work: (engine: Engine) => Promise<void>): Promise<void> {
  await withFolder(async (dir) => {
    const folder = join(dir, 'set');
    mkdirSync(folder);
    write(folder);
    const engine = await openEngine({ home: join(dir, 'home'), now, threads: 2, memoryLimitMb: 512 });
    try {
      await engine.ingest(folder);
      await engine.run();
      await work(engine);
    } finally {
      engine.close();
    }
  });
}

function published(folder: string): void {
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ warrant: 'none-required', synthetic: true }));
  const rows = world.call.map((row) =>
    [row.record_id, row.caller, row.callee, row.started_at, 'none-required'].join(','),
  );
  writeFileSync(join(folder, 'call.csv'), ['record_id,caller,callee,started_at,warrant_id', ...rows].join('\n'));
}

function sealed(folder: string): void {
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ synthetic: true }));
  writeFileSync(
    join(folder, 'subscription.csv'),
    'phone,id_no,valid_from,valid_to\n13800000001,A,1000000000,1700000000\n13800000002,A,1700000000,\n',
  );
  writeFileSync(
    join(folder, 'parcel.csv'),
    [
      'record_id,waybill_no,from_place,to_place,sent_at,sender_phone,recipient_phone',
      'p 1+a,1,x,y,1699999000,13800000001,13900000000',
      'p2,2,x,y,1700001000,13800000002,13900000000',
    ].join('\n'),
  );
}

describe('findings of published research data', () => {
  test(
    'name the numbers; a no parts them for good and is explained',
    () =>
      withHome(published, async (engine) => {
        const before = await engine.findings({ kind: 'burner_succession' });
        const found = before.rows.find(({ joined }) => joined);
        expect(planted.has(`${found?.identifier_a} ${found?.identifier_b}`)).toBe(true);
        expect(found?.records.length).toBeGreaterThan(0);
        expect(before.notices.join()).toContain('none-required');
        const { finding, person_a, person_b } = found as NonNullable<typeof found>;
        const why = await engine.whySame(person_a, person_b as string);
        expect(why.same).toBe(true);
        expect(why.lines.some(({ what, weight }) => what.includes('contacts') && weight > 0)).toBe(true);

        await engine.decideIdentity({ finding, decision: 'not_same', reason: 'different voices' });
        await engine.run();
        await engine.run();
        const after = await engine.findings();
        expect(after.rows.some((row) => row.finding === finding && row.joined)).toBe(false);
        expect(
          after.rows.some(({ kind, identifier_b }) => kind === 'merge' && identifier_b === found?.identifier_b),
        ).toBe(false);
        const apart = await engine.whySame(person_a, person_b as string);
        expect([apart.same, apart.person_a, apart.person_b]).toEqual([false, person_a, person_b]);
        expect(apart.lines.length).toBeGreaterThan(0);

        const told = after.rows.find((row) => row.kind === 'cannot_link');
        expect(told).toMatchObject({ identifier_a: found?.identifier_a, identifier_b: found?.identifier_b });
        await engine.decideIdentity({ finding: told?.finding ?? '', decision: 'same', reason: 'one voice after all' });
        await engine.run();
        expect((await engine.whySame(person_a, person_b as string)).same).toBe(true);
      }),
    60_000,
  );

  test(
    'a decision needs a reason and a finding that is there',
    () =>
      withHome(published, async (engine) => {
        const [found] = (await engine.findings({ kind: 'burner_succession' })).rows;
        const finding = found?.finding ?? '';
        await expect(engine.decideIdentity({ finding, decision: 'not_same', reason: ' ' })).rejects.toMatchObject({
          code: 'reason_missing',
        });
        await expect(engine.decideIdentity({ finding: 'F-X', decision: 'same', reason: 'r' })).rejects.toMatchObject({
          code: 'finding_unknown',
        });
      }),
    60_000,
  );
});

describe('findings of every other data set', () => {
  test(
    'are pseudonymous: columns stay, identifiers do not leave the sealed folder',
    () =>
      withHome(sealed, async (engine) => {
        const { rows, notices } = await engine.findings();
        expect(rows).toHaveLength(1);
        expect(rows[0]).toMatchObject({
          kind: 'burner_succession',
          identifier_a: null,
          identifier_b: null,
          record_count: 2,
          records: ['p 1+a', 'p2'],
        });
        expect(notices.join()).toContain('sealed');
        expect(JSON.stringify({ rows, notices })).not.toMatch(/1380000000|"A"/);
        const why = await engine.whySame('p 1+a', 'p2');
        expect(why.same).toBe(true);
        expect(why.lines.map(({ what }) => what).join()).toContain('registered to this id');
      }),
    60_000,
  );
});

test(
  'two records of one person by a slip of the pen: explained in bits, parted by a person for good, joined again',
  () =>
    withHome(slipped, async (engine) => {
      const [a, b] = ['slip 1', 's 9+x'] as const;
      const why = await engine.whySame(a, b);
      expect(why.same).toBe(true);
      expect(why.lines.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['ids: two random identifiers', 'ids: one slip of the pen apart', 'ids: the same name']),
      );
      expect(why.lines.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThan(4);
      const decision = { a, b, decision: 'not_same', by: 'Li', reason: 'brothers' } as const;
      await expect(engine.decideSameness({ ...decision, by: ' ' })).rejects.toMatchObject({ code: 'decider_missing' });
      await expect(engine.decideSameness({ ...decision, a: 'nobody' })).rejects.toMatchObject({
        code: 'identity_unknown',
      });
      await engine.decideSameness(decision);
      for (let run = 0; run < 2; run++) {
        await engine.run();
        expect((await engine.whySame(a, b)).same).toBe(false);
      }
      const listed = await engine.identityDecisions();
      expect(listed).toMatchObject([{ decision: 'not_same', by: 'Li', reason: 'brothers', at: now }]);
      expect(JSON.stringify(listed)).not.toMatch(/i:|99\d{10}/);
      await engine.decideSameness({ ...decision, decision: 'same', reason: 'one man after all' });
      await engine.run();
      expect((await engine.whySame(a, b)).same).toBe(true);
      expect(await engine.identityDecisions()).toHaveLength(1);
    }),
  60_000,
);

/** Two cars past four gates on three days, ten minutes apart; the second one's driver is B. */
function followed(folder: string): void {
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ warrant: 'none-required', synthetic: true }));
  const rows = ['A', 'B'].flatMap((id, who) =>
    [0, 1, 2].flatMap((leg) =>
      [0, 1, 2, 3].map((gate) =>
        [`${id}${leg}${gate}`, `g${leg}${gate}`, 1_700_000_000 + leg * 86_400 + gate * 1800 + who * 600, id].join(','),
      ),
    ),
  );
  writeFileSync(join(folder, 'checkpoint.csv'), ['record_id,place_id,passed_at,id_no', ...rows].join('\n'));
}

test(
  'who drives ahead of whom is a finding with the pseudonyms of both, the one ahead first',
  () =>
    withHome(followed, async (engine) => {
      const { rows, total } = await engine.findings({ kind: 'scout' });
      expect(total).toBe(1);
      const { finding, evidence, records, person_a, person_b, probability } = rows[0] as (typeof rows)[number];
      expect(finding).toMatch(/^F-[A-Z2-7]{16}$/);
      expect(evidence).toContain('A kept 10 minutes ahead of B');
      expect(evidence).toContain('on 3 drives of one journey past 12 gates');
      expect(records.slice(0, 2)).toEqual(['A00', 'B00']);
      expect(person_a).not.toBe(person_b);
      expect(probability).toBe(0.5);
      // It joins nobody, so there is nothing to confirm or undo, and the answer says what to do instead.
      for (const decision of ['same', 'not_same'] as const)
        await expect(engine.decideIdentity({ finding, decision, reason: 'r' })).rejects.toMatchObject({
          code: 'finding_of_drives',
          fault: { advice: expect.stringContaining(`identity join ${person_a} ${person_b}`) },
        });
      expect(await engine.identityDecisions()).toEqual([]);
      expect((await engine.findings()).rows.map(({ kind }) => kind)).toContain('scout');
      expect((await engine.findings({ kind: 'merge' })).rows.map(({ kind }) => kind)).not.toContain('scout');
    }),
  60_000,
);
