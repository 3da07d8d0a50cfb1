import { createHmac } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPersonId } from '../../../engine/kernel/ids.ts';
import { homeKey, pseudonym } from '../../../engine/vault/index.ts';
import { withFolder } from '../../support/home.ts';

test('the key of a home is made once, readable by its owner only, and different in another home', () =>
  withFolder(async (dir) => {
    const key = homeKey(dir, { kind: 'random' });
    expect(key).toHaveLength(32);
    expect(homeKey(dir, { kind: 'random' }).equals(key)).toBe(true);
    expect(statSync(join(dir, 'keys', 'pseudonym.key')).mode & 0o777).toBe(0o600);
    await withFolder((other) => expect(homeKey(other, { kind: 'random' }).equals(key)).toBe(false));
  }));

test('a demo key follows from its seed; an existing key is never replaced', () =>
  withFolder(async (dir) => {
    const key = homeKey(dir, { kind: 'demo', seed: 1 });
    expect(homeKey(dir, { kind: 'demo', seed: 2 }).equals(key)).toBe(true);
    await withFolder((other) => expect(homeKey(other, { kind: 'demo', seed: 1 }).equals(key)).toBe(true));
    await withFolder((other) => expect(homeKey(other, { kind: 'demo', seed: 2 }).equals(key)).toBe(false));
  }));

test('a damaged key stops the work: a new one would rename everybody', () =>
  withFolder((dir) => {
    homeKey(dir, { kind: 'random' });
    const path = join(dir, 'keys', 'pseudonym.key');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20));
    expect(() => homeKey(dir, { kind: 'random' })).toThrow(
      expect.objectContaining({ code: 'key_damaged', kind: 'data' }),
    );
  }));

test('a pseudonym is the first 80 bits of the HMAC in base 32', () => {
  const key = Buffer.alloc(32, 7);
  const made = pseudonym(key, 'i:110101199001011234');
  const digest = createHmac('sha256', key).update('person:i:110101199001011234').digest();
  let bits = '';
  for (const byte of digest) bits += byte.toString(2).padStart(8, '0');
  const slow = Array.from(
    { length: 16 },
    (_, i) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(bits.slice(5 * i, 5 * i + 5), 2)],
  );
  expect(made).toBe(`P-${slow.join('')}`);
  expect(isPersonId(made)).toBe(true);
});

test('pseudonyms are stable, apart, and tell nothing without the key', () => {
  const key = Buffer.alloc(32, 7);
  const made = new Set(Array.from({ length: 20000 }, (_, i) => pseudonym(key, `p:1380000${i}`)));
  expect(made.size).toBe(20000);
  expect(pseudonym(key, 'p:1')).toBe(pseudonym(key, 'p:1'));
  expect(pseudonym(Buffer.alloc(32, 8), 'p:1')).not.toBe(pseudonym(key, 'p:1'));
});
