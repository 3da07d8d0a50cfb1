import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiverSecrets, secretOf, signatureHeaders } from '../../../engine/push/index.ts';
import { repositoryRoot } from '../../../scripts/docs/pages.ts';

/** docs/signature-vectors.json: our signer makes them, a public package and the example receiver agree about them. */
interface Vector {
  readonly name: string;
  readonly endpoint: string;
  readonly secrets: readonly { readonly version: number; readonly hmac: string; readonly ed25519: string }[];
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
  readonly signature: string;
}

const root = repositoryRoot(import.meta.dirname);
const file = JSON.parse(readFileSync(join(root, 'docs', 'signature-vectors.json'), 'utf8')) as {
  readonly home_key: string;
  readonly valid: readonly Vector[];
  readonly invalid: readonly Vector[];
};
const key = Buffer.from(file.home_key, 'hex');
type IsSigned = (
  secret: string,
  said: { readonly id: string; readonly timestamp: string; readonly signature: string },
  body: Buffer,
) => boolean;
let isSigned: IsSigned;
beforeAll(async () => {
  const example = pathToFileURL(join(root, 'docs', 'examples', 'receiver.mjs')).href;
  ({ isSigned } = (await import(example)) as { readonly isSigned: IsSigned });
});

const byExample = ({ secrets, id, timestamp, signature, body }: Vector): readonly boolean[] =>
  secrets.flatMap(({ hmac, ed25519 }) =>
    [hmac, ed25519].map((secret) =>
      isSigned(secret, { id, timestamp: String(timestamp), signature }, Buffer.from(body)),
    ),
  );

/** The package judges the age by the clock of the machine; the signature alone is asked for here. */
function byPackage({ secrets, id, timestamp, signature, body }: Vector): readonly boolean[] {
  return secrets.map(({ hmac }) => {
    const wanted = new Webhook(hmac).sign(id, new Date(timestamp * 1000), body);
    return signature.split(' ').includes(wanted);
  });
}

describe('signature vectors', () => {
  it.each(file.valid)('$name: made by our signer, verified by both', (vector) => {
    const { endpoint, secrets, id, timestamp, body, signature } = vector;
    for (const { version, hmac, ed25519 } of secrets)
      expect(receiverSecrets(secretOf(key, endpoint, version))).toEqual({ hmac, ed25519 });
    const made = signatureHeaders(
      secrets.map(({ version }) => secretOf(key, endpoint, version)),
      id,
      timestamp,
      body,
    );
    expect(made['webhook-signature']).toBe(signature);
    expect(new Set([...byExample(vector), ...byPackage(vector)])).toEqual(new Set([true]));
  });

  it.each(file.invalid)('$name: verified by nobody', (vector) => {
    expect(new Set([...byExample(vector), ...byPackage(vector)])).toEqual(new Set([false]));
  });

  it('are of every kind', () => expect([file.valid.length, file.invalid.length]).toEqual([4, 8]));
});
