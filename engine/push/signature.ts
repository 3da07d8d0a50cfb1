import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from 'node:crypto';

/**
 * Signatures by the Standard Webhooks scheme (standardwebhooks.com, specification 1.0): over `id.timestamp.body`,
 * `v1` = HMAC-SHA-256 in base 64, `v1a` = Ed25519 in base 64; several, parted by spaces, while a secret is rotated.
 */

/** The two halves of one version of an endpoint's secret. */
export interface Secret {
  /** 32 bytes for HMAC; the receiver holds the same. */
  readonly symmetric: Buffer;
  readonly privateKey: KeyObject;
  /** 32 bytes for Ed25519; this half is the receiver's. */
  readonly publicKey: Buffer;
}

export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Epoch seconds. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS 8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiHeadBytes = 12;

/**
 * The secret of a version of an endpoint follows from the home's key (HKDF, RFC 5869): none is stored, so a stolen
 * ledger or backup signs nothing, and a rotation is a number that goes up.
 * @param key 32 bytes that live outside the ledger
 */
export function secretOf(key: Buffer, endpoint: string, version: number): Secret {
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, '', `excavator webhook ${use} ${endpoint} ${version}`, 32));
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Head, derive('ed25519')]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(spkiHeadBytes);
  return { symmetric: derive('hmac'), privateKey, publicKey };
}

/** The two texts that a receiver is given: `whsec_` to check `v1`, `whpk_` to check `v1a`. */
export function receiverSecrets({ symmetric, publicKey }: Secret): { readonly hmac: string; readonly ed25519: string } {
  return { hmac: `whsec_${symmetric.toString('base64')}`, ed25519: `whpk_${publicKey.toString('base64')}` };
}

/** @param secrets every live version, the newest first: a receiver takes the signature that it can check */
export function signatureHeaders(
  secrets: readonly Secret[],
  id: string,
  timestamp: number,
  body: string,
): SignedHeaders {
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = secrets.flatMap(({ symmetric, privateKey }) => [
    `v1a,${sign(null, content, privateKey).toString('base64')}`,
    `v1,${createHmac('sha256', symmetric).update(content).digest('base64')}`,
  ]);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
