import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { receiverSecrets, secretOf, signatureHeaders } from '../../../engine/push/index.ts';

const key = Buffer.alloc(32, 7);
const body = JSON.stringify({ id: 'evt_1', subject: 'L-1' });
const now = Math.floor(Date.now() / 1000);
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

function signed(...versions: number[]) {
  return signatureHeaders(
    versions.map((version) => secretOf(key, 'north', version)),
    'evt_1',
    now,
    body,
  );
}

describe('signatures', () => {
  it('are taken by the public standardwebhooks package, and changed bodies are not', () => {
    const receiver = new Webhook(receiverSecrets(secretOf(key, 'north', 1)).hmac);
    expect(receiver.verify(body, { ...signed(1) })).toEqual(JSON.parse(body));
    expect(() => receiver.verify(body.replace('L-1', 'L-2'), { ...signed(1) })).toThrow('No matching signature');
    expect(() => receiver.verify(body, { ...signed(2) })).toThrow('No matching signature');
  });

  it('hold for the old and the new secret while one follows the other', () => {
    for (const version of [2, 1]) {
      const receiver = new Webhook(receiverSecrets(secretOf(key, 'north', version)).hmac);
      expect(receiver.verify(body, { ...signed(2, 1) })).toEqual(JSON.parse(body));
    }
  });

  it('verify with Ed25519 by the public half alone', () => {
    const half = Buffer.from(receiverSecrets(secretOf(key, 'north', 1)).ed25519.slice('whpk_'.length), 'base64');
    const publicKey = createPublicKey({ key: Buffer.concat([spkiHead, half]), format: 'der', type: 'spki' });
    const headers = signed(1);
    const [, signature = ''] = /v1a,(\S+)/.exec(headers['webhook-signature']) ?? [];
    const check = (text: string): boolean =>
      verify(
        null,
        Buffer.from(`evt_1.${headers['webhook-timestamp']}.${text}`),
        publicKey,
        Buffer.from(signature, 'base64'),
      );
    expect(check(body)).toBe(true);
    expect(check(`${body} `)).toBe(false);
  });

  it('differ by endpoint, version and home', () => {
    const texts = [
      secretOf(key, 'north', 1),
      secretOf(key, 'north', 2),
      secretOf(key, 'south', 1),
      secretOf(Buffer.alloc(32, 8), 'north', 1),
    ].flatMap((secret) => Object.values(receiverSecrets(secret)));
    expect(new Set(texts).size).toBe(8);
  });
});
