import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkpointText, parseCheckpoint } from '../../../engine/audit/checkpoint.ts';
import { openNote, parseVerifierKey, signNote, verifierKey } from '../../../engine/audit/note.ts';

/** The example of the signed-note packages of the Go project. */
const publicKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const publicNote = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const verifierOf = (key: string) => {
  const verifier = parseVerifierKey(key);
  if (verifier === undefined) throw new Error('no key');
  return verifier;
};

test('the public example opens, and nothing that differs from it does', () => {
  const verifier = verifierOf(publicKey);
  expect(openNote(publicNote, verifier)).toBe(publicNote.slice(0, publicNote.indexOf('\n\n') + 1));
  for (let i = 0; i < publicNote.length; i++) {
    const other = `${publicNote.slice(0, i)}${publicNote[i] === 'x' ? 'y' : 'x'}${publicNote.slice(i + 1)}`;
    expect(openNote(other, verifier), `character ${i}`).toBeUndefined();
  }
  expect(parseVerifierKey(publicKey.replace('c74f20a3', 'c74f20a4'))).toBeUndefined();
});

test('what is signed here opens with the key written here, beside signatures of others', () => {
  const { privateKey, publicKey: own } = generateKeyPairSync('ed25519');
  const text = checkpointText({ origin: 'log', size: 3, root: Buffer.alloc(32, 7), previous: -1, at: 9 });
  const note = signNote(text, 'log', privateKey);
  const verifier = verifierOf(verifierKey('log', own));
  expect(openNote(note, verifier)).toBe(text);
  expect(openNote(`${note}— someone.else AAAAAAAA\n`, verifier)).toBe(text);
  expect(openNote(note, verifierOf(publicKey))).toBeUndefined();
  expect(parseCheckpoint(text)).toMatchObject({ origin: 'log', size: 3, previous: -1, at: 9 });
  for (const bad of [text.replace('\n3\n', '\n03\n'), text.replace('previous', 'before'), `${text}more\n`, 'log\n3\n'])
    expect(parseCheckpoint(bad)).toBeUndefined();
});
