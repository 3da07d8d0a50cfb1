import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from './hash.ts';

/** C2SP signed notes with Ed25519 keys: a text, a blank line, one line a signature. */
const algorithm = 1;
const keyIdBytes = 4;
const publicKeyBytes = 32;
/** SubjectPublicKeyInfo of an Ed25519 key is this and the 32 bytes of the key (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export interface Verifier {
  readonly name: string;
  readonly keyId: Buffer;
  readonly publicKey: KeyObject;
}

function keyIdOf(name: string, raw: Buffer): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(algorithm), raw])).subarray(0, keyIdBytes);
}

/** The verifier key as text: `name+keyid+base64`. */
export function verifierKey(name: string, publicKey: KeyObject): string {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length);
  return `${name}+${keyIdOf(name, raw).toString('hex')}+${Buffer.concat([Buffer.of(algorithm), raw]).toString('base64')}`;
}

/** Undefined when the text is no Ed25519 verifier key, or its key id belongs to another key. */
export function parseVerifierKey(text: string): Verifier | undefined {
  const [name = '', id = '', ...rest] = text.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const raw = bytes.subarray(1);
  if (name === '' || bytes[0] !== algorithm || raw.length !== publicKeyBytes) return undefined;
  const keyId = keyIdOf(name, raw);
  if (keyId.toString('hex') !== id) return undefined;
  const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
  return { name, keyId, publicKey };
}

/** @param text ends with a newline */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length);
  const signature = sign(null, Buffer.from(text), privateKey);
  return `${text}\n— ${name} ${Buffer.concat([keyIdOf(name, raw), signature]).toString('base64')}\n`;
}

/** The signed text, when a signature of this verifier is good; else undefined. Lines of other keys are passed over. */
export function openNote(note: string, { name, keyId, publicKey }: Verifier): string | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, signer, encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (signer !== name || !bytes.subarray(0, keyIdBytes).equals(keyId)) continue;
    // One text, one encoding: a changed padding bit is a changed note.
    if (bytes.toString('base64') !== encoded) return undefined;
    return verify(null, Buffer.from(text), publicKey, bytes.subarray(keyIdBytes)) ? text : undefined;
  }
  return undefined;
}
