import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyLog } from '../../../engine/audit/index.ts';
import { leadTables } from '../../../engine/leads/index.ts';
import { rightsTables } from '../../../engine/rights/index.ts';
import { vaultTables } from '../../../engine/vault/index.ts';
import { canary, grantHome, subject } from '../../support/grant-home.ts';
import { withFolder } from '../../support/home.ts';
import { admin, at0, ivo, principal, sam, sue } from '../../support/lead-home.ts';

const refused = (code: string) => expect.objectContaining({ code });
const asked = { at: at0 + 1, lead: 'L-aaaaaaaaaaaaaaaa', caseId: 'C-1', purpose: 'Whom to invite.' };
const isa = principal('isa', 'investigator');

test('asked, granted by a second person, read until it ends, sealed again; each read names its recipient', () =>
  withFolder(async (home) => {
    const { grants, book } = grantHome(home);
    const { id } = await grants.request(ivo, asked);
    await expect(grants.read(ivo, at0 + 2, id)).rejects.toThrow(refused('grant_missing'));
    await grants.approve(sam, at0 + 3, id, 2, 'Needed for the invitation.');
    expect(await grants.read(ivo, at0 + 4, id)).toMatchObject(canary);
    const end = at0 + 3 + 2 * 3600;
    expect(await grants.read(ivo, end - 1, id)).toMatchObject(canary);
    await expect(grants.read(ivo, end, id)).rejects.toThrow(refused('grant_ended'));
    const reads = book.database.prepare("select detail from audit_entry where act = 'disclosure.read'").pluck().all();
    expect(reads).toEqual(['{"recipient":"ivo","case":"C-1"}', '{"recipient":"ivo","case":"C-1"}']);
    const tables = [...rightsTables, ...leadTables, ...vaultTables];
    expect(verifyLog(book.database, { tables, checkpoints: [] }).faults).toEqual([]);
  }));

describe('nobody alone', () => {
  const both = { ...ivo, role: 'supervisor' as const };

  test('who asked cannot grant, whatever role they have by then', () =>
    withFolder(async (home) => {
      const { grants } = grantHome(home);
      const { id } = await grants.request(ivo, asked);
      await expect(grants.approve(both, at0 + 2, id, 1, 'x')).rejects.toThrow(refused('own_approval'));
      await expect(grants.read(ivo, at0 + 3, id)).rejects.toThrow(refused('grant_missing'));
    }));

  test('others cannot read it: neither a colleague, nor who granted it, nor the administrator', () =>
    withFolder(async (home) => {
      const { grants } = grantHome(home);
      const { id } = await grants.request(ivo, asked);
      await grants.approve(sam, at0 + 2, id, 1, 'Fine.');
      await expect(grants.read(isa, at0 + 3, id)).rejects.toThrow(refused('grant_of_another'));
      for (const who of [sam, admin])
        await expect(grants.read(who, at0 + 3, id)).rejects.toThrow(refused('right_missing'));
    }));
});

test('rule 3: a missing, closed or foreign case, a missing purpose or a lead nobody approved: refused, and an entry', () =>
  withFolder(async (home) => {
    let approved = true;
    const { grants, cases, book } = grantHome(home, () => approved);
    const other = principal('olga', 'supervisor', 'brigade');
    cases.open(other, at0, { id: 'C-2', purpose: 'theirs' });
    cases.open(sam, at0, { id: 'C-3', purpose: 'over' });
    cases.close(sam, at0, 'C-3');
    const tries = [
      [{ ...asked, caseId: 'C-0' }, 'case_unknown'],
      [{ ...asked, caseId: 'C-2' }, 'case_foreign'],
      [{ ...asked, caseId: 'C-3' }, 'case_closed'],
      [{ ...asked, purpose: ' ' }, 'purpose_missing'],
    ] as const;
    for (const [request, code] of tries) await expect(grants.request(ivo, request)).rejects.toThrow(refused(code));
    approved = false;
    await expect(grants.request(ivo, asked)).rejects.toThrow(refused('lead_not_approved'));
    const told = book.database.prepare("select detail from audit_entry where act = 'refused'").pluck().all();
    expect(told.map((entry) => JSON.parse(String(entry)).code)).toEqual([
      ...tries.map(([, code]) => code),
      'lead_not_approved',
    ]);
    approved = true;
    expect((await grants.request(ivo, asked)).state).toBe('requested');
  }));

test('a case that closes ends its grants; a decided or void request is not decided again; no grant for long', () =>
  withFolder(async (home) => {
    const { grants, cases } = grantHome(home);
    const { id } = await grants.request(ivo, asked);
    await expect(grants.approve(sam, at0 + 2, id, 73, 'x')).rejects.toThrow(refused('grant_too_long'));
    await grants.approve(sam, at0 + 2, id, 72, 'Fine.');
    await expect(grants.refuse(sue, at0 + 3, id, 'No.')).rejects.toThrow(refused('disclosure_decided'));
    const old = await grants.request(ivo, asked);
    await expect(grants.approve(sam, at0 + 8 * 86_400, old.id, 1, 'x')).rejects.toThrow(refused('disclosure_lapsed'));
    cases.close(sam, at0 + 8 * 86_400, 'C-1');
    const again = grantHome(join(home, 'other'));
    const late = await again.grants.request(ivo, asked);
    await again.grants.approve(sam, at0 + 2, late.id, 10, 'Fine.');
    again.cases.close(sam, at0 + 3, 'C-1');
    await expect(again.grants.read(ivo, at0 + 4, late.id)).rejects.toThrow(refused('case_closed'));
  }));

describe('keys', () => {
  test('a rotation seals everything anew while grants go on', () =>
    withFolder(async (home) => {
      const { grants, identities, book } = grantHome(home);
      const { id } = await grants.request(ivo, asked);
      await grants.approve(sam, at0 + 2, id, 1, 'Fine.');
      expect(() => identities.rotate(sam, at0 + 3)).toThrow(refused('right_missing'));
      expect(identities.rotate(admin, at0 + 3)).toEqual({ key: '0002', sealed: 1 });
      rmSync(join(home, 'keys', 'vault', '0001.key'));
      expect(await grants.read(ivo, at0 + 4, id)).toMatchObject(canary);
      expect(book.database.prepare('select key_id from identity').pluck().all()).toEqual(['0002']);
    }));

  test('a wrong or missing key opens nothing and says so; a box moved to another person does not open', () =>
    withFolder(async (home) => {
      const { grants, book } = grantHome(home);
      const { id } = await grants.request(ivo, asked);
      await grants.approve(sam, at0 + 2, id, 1, 'Fine.');
      const file = join(home, 'keys', 'vault', '0001.key');
      const right = readFileSync(file);
      writeFileSync(file, '00'.repeat(32));
      await expect(grants.read(ivo, at0 + 3, id)).rejects.toThrow(refused('vault_damaged'));
      rmSync(file);
      await expect(grants.read(ivo, at0 + 3, id)).rejects.toThrow(refused('vault_key_missing'));
      writeFileSync(file, right);
      expect(await grants.read(ivo, at0 + 4, id)).toMatchObject(canary);
      book.database.exec(`insert into identity select 'P-OTHER', key_id, nonce, box, rev from identity`);
      book.database.exec(`update disclosure set person = 'P-OTHER'`);
      await expect(grants.read(ivo, at0 + 5, id)).rejects.toThrow(refused('vault_damaged'));
    }));
});

test('rule 2: no canary in the ledger, its log or any error, before and after it was read', () =>
  withFolder(async (home) => {
    const { book, grants } = grantHome(home);
    const { id } = await grants.request(ivo, asked);
    await grants.approve(sam, at0 + 2, id, 1, 'Fine.');
    expect(JSON.stringify(await grants.read(ivo, at0 + 3, id))).toContain('Yellowbird');
    const error: unknown = await grants.read(isa, at0 + 3, id).catch((one: unknown) => one);
    // A name in the place of an id: the refusal is an entry, and the name is in none.
    const named = { ...asked, at: at0 + 4, lead: canary.names[0] ?? '', purpose: ' ' };
    await expect(grants.request(ivo, named)).rejects.toThrow(refused('purpose_missing'));
    const subjects = book.database.prepare("select subject from audit_entry where act = 'refused'").pluck().all();
    expect(subjects.at(-1)).toBe('malformed');
    const files = readdirSync(home).filter((name) => name.startsWith('ledger'));
    const all = [...files.map((name) => readFileSync(join(home, name), 'latin1')), String(error)].join('\n');
    expect(all).toContain(subject);
    for (const text of [...canary.identifiers.map((one) => one.slice(2)), 'Yellowbird'])
      expect(all).not.toContain(text);
  }));

test('rule 14: an identity that nothing needs is gone from the file; one that the records say otherwise is sealed anew', () =>
  withFolder(async (home) => {
    const { book, identities } = grantHome(home);
    const other = { identifiers: ['v:CANARY1'], names: ['Canary Blackbird'] };
    identities.keep(at0 + 1, 'system:propose', new Map([['P-OTHER', other]]));
    const sealed = book.database.prepare<[], Buffer>('select id, hex(box) as box from identity order by id');
    const before = sealed.all() as unknown as readonly { id: string; box: string }[];
    expect(before.map(({ id }) => id)).toEqual(['P-CANARY', 'P-OTHER']);
    // Negative control: nothing changed and everybody needed, nothing is written.
    const everybody = new Map([
      [subject, canary],
      ['P-OTHER', other],
    ]);
    expect(identities.renew(at0 + 2, 'system:x', everybody)).toEqual({ sealed: 0, gone: 0 });
    expect(sealed.all()).toEqual(before);
    const corrected = { ...canary, names: ['Canary Greenbird'] };
    expect(identities.renew(at0 + 3, 'system:x', new Map([[subject, corrected]]))).toEqual({ sealed: 1, gone: 1 });
    expect(sealed.all()).toHaveLength(1);
    book.database.pragma('wal_checkpoint(truncate)');
    const bytes = readFileSync(join(home, 'ledger.sqlite'));
    for (const { box } of before) expect(bytes.includes(Buffer.from(box, 'hex').subarray(0, 24))).toBe(false);
    expect(identities.forget(at0 + 4, 'system:x', new Set())).toBe(1);
    const tables = [...rightsTables, ...leadTables, ...vaultTables];
    expect(verifyLog(book.database, { tables, checkpoints: [] }).faults).toEqual([]);
  }));
