import { hashBytes } from './hash.ts';
import type { Checkpoint } from './types.ts';

/** The text of a C2SP tlog-checkpoint: origin, size, root, then one extension line of ours. */
export function checkpointText({ origin, size, root, previous, at }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\nprevious ${previous} at ${at}\n`;
}

/** Undefined when the text is not exactly what `checkpointText` writes. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', extension = ''] = text.split('\n');
  const [, previous = '', at = ''] = /^previous (-?\d+) at (\d+)$/.exec(extension) ?? [];
  const checkpoint = {
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    previous: Number(previous),
    at: Number(at),
  };
  if (checkpoint.root.length !== hashBytes || checkpointText(checkpoint) !== text) return undefined;
  return Object.freeze(checkpoint);
}
