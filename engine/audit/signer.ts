import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';
import { writeDurably } from '../lake/index.ts';
import type { Book } from './book.ts';
import { extendsTree } from './check-proofs.ts';
import { checkpointText, parseCheckpoint } from './checkpoint.ts';
import { type SigningKey, signingKey } from './key.ts';
import { openNote, parseVerifierKey, signNote, type Verifier } from './note.ts';
import type { Checkpoint } from './types.ts';

/** Signs tree heads. It keeps its own last head and signs none that does not continue it. */
export interface Signer {
  readonly verifierKey: string;
  /** The last head that was signed. */
  last(): Checkpoint | undefined;
  /**
   * Signs the head of the book and puts the note where `exportFolder` says; does nothing when nothing was added since.
   * @throws ExcavatorError log_inconsistent
   */
  checkpoint(book: Book, at: number, exportFolder: string): Checkpoint | undefined;
}

export function openSigner(folder: string): Signer {
  const key = signingKey(folder);
  const verifier = parseVerifierKey(key.verifierKey) as Verifier;
  const headFile = join(folder, 'head.note');
  const last = (): Checkpoint | undefined => {
    if (!existsSync(headFile)) return undefined;
    const text = openNote(readFileSync(headFile, 'utf8'), verifier);
    const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
    if (checkpoint?.origin === key.origin) return checkpoint;
    throw headDamaged(headFile);
  };
  return {
    verifierKey: key.verifierKey,
    last,
    checkpoint: (book, at, exportFolder) => {
      const before = last();
      const head = book.head();
      if (before !== undefined) demandConsistency(before, book, head.size, head.root);
      if (before?.size === head.size) {
        // A death between the two files: the head is signed, its copy is not out yet.
        putOut(exportFolder, before.size, readFileSync(headFile, 'utf8'), key);
        return undefined;
      }
      const checkpoint = { origin: key.origin, ...head, previous: before?.size ?? -1, at };
      const note = signNote(checkpointText(checkpoint), key.origin, key.privateKey);
      writeDurably(headFile, note, 0o600);
      putOut(exportFolder, head.size, note, key);
      return checkpoint;
    },
  };
}

export const checkpointFile = (size: number): string => `${String(size).padStart(12, '0')}.checkpoint`;
export const verifierFile = 'log.vkey';

function putOut(folder: string, size: number, note: string, key: SigningKey): void {
  if (!existsSync(join(folder, verifierFile))) writeDurably(join(folder, verifierFile), `${key.verifierKey}\n`);
  const file = join(folder, checkpointFile(size));
  if (!existsSync(file)) writeDurably(file, note);
}

function demandConsistency(before: Checkpoint, book: Book, size: number, root: Buffer): void {
  const shorter = size < before.size;
  const proof = shorter ? [] : book.proveConsistent(before.size, size);
  if (!shorter && extendsTree(before.size, size, before.root, root, proof)) return;
  throw new ExcavatorError({
    code: 'log_inconsistent',
    kind: 'conflict',
    what: 'The log does not continue the last head that was signed, so the signer signs nothing.',
    got: `${size} entries`,
    expected: `the ${before.size} entries signed before, and more`,
    advice: 'Run `excavator audit verify`; put back the newest true copy of the ledger.',
  });
}

function headDamaged(where: string): ExcavatorError {
  return new ExcavatorError({
    code: 'audit_head_damaged',
    kind: 'data',
    what: "The signer's own last head is not what the signer wrote.",
    where,
    advice: 'Put it back from the newest checkpoint in the folder of checkpoints, which is the same note.',
  });
}
