import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from './checkpoint.ts';
import { openNote, parseVerifierKey, type Verifier } from './note.ts';
import { checkpointFile, verifierFile } from './signer.ts';
import type { Checkpoint } from './types.ts';
import type { AuditFault } from './verify.ts';

export interface FoundCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly where: string;
}

export interface CheckpointFolder {
  readonly checkpoints: readonly FoundCheckpoint[];
  readonly faults: readonly AuditFault[];
}

const fault = (where: string, what: string): AuditFault => ({ code: 'checkpoint', where, what });

/**
 * Reads a folder of signed checkpoints and checks what can be checked without the log: signatures, names, and that none
 * is missing between two others.
 * @param key the verifier key, when it is known from elsewhere; else the one in the folder
 * @param head the signer's own last head, when it is at hand: the newest checkpoint must not be older
 */
export function readCheckpoints(folder: string, key?: string, head?: Checkpoint): CheckpointFolder {
  const vkey = key ?? readText(join(folder, verifierFile));
  const verifier = vkey === undefined ? undefined : parseVerifierKey(vkey);
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.checkpoint'))
        .sort()
    : [];
  if (verifier === undefined) {
    const nothing = names.length === 0 && head === undefined && vkey === undefined;
    return {
      checkpoints: [],
      faults: nothing ? [] : [fault(verifierFile, 'no verifier key to check signatures with')],
    };
  }
  const faults: AuditFault[] = [];
  const filed = key === undefined ? undefined : readText(join(folder, verifierFile));
  if (filed !== undefined && filed.trim() !== key?.trim()) faults.push(fault(verifierFile, "not the log's key"));
  const checkpoints = names.flatMap((name) => {
    const opened = openCheckpoint(join(folder, name), verifier);
    const named = opened !== undefined && checkpointFile(opened.size) === name;
    if (!named) faults.push(fault(name, opened === undefined ? 'not signed by the log' : 'the name of another one'));
    return opened === undefined || !named ? [] : [{ checkpoint: opened, where: name }];
  });
  return { checkpoints, faults: [...faults, ...gaps(checkpoints, head)] };
}

function openCheckpoint(file: string, verifier: Verifier): Checkpoint | undefined {
  const text = openNote(readFileSync(file, 'utf8'), verifier);
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  return checkpoint?.origin === verifier.name ? checkpoint : undefined;
}

/** Each checkpoint names the size of the one before it. */
function gaps(checkpoints: readonly FoundCheckpoint[], head: Checkpoint | undefined): readonly AuditFault[] {
  const faults: AuditFault[] = [];
  let before = -1;
  for (const { checkpoint, where } of checkpoints) {
    if (checkpoint.previous !== before)
      faults.push(fault(where, `the checkpoint of ${checkpoint.previous} before it is gone`));
    before = checkpoint.size;
  }
  if (head !== undefined && head.size !== before)
    faults.push(
      fault('newest', `the signer signed ${head.size} entries, the newest checkpoint is of ${Math.max(before, 0)}`),
    );
  return faults;
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
