import { parentPort, type TransferListItem } from 'node:worker_threads';
import type { MemberAnswer, MemberCall } from './member-pool.ts';
import { runMember } from './members.ts';

/** Learns one member a message. What it found is moved to the caller, not copied. */
parentPort?.on('message', ({ id, task }: MemberCall) => {
  const result = runMember(task);
  const answer: MemberAnswer = { id, result };
  parentPort?.postMessage(answer, buffersOf(result));
});

function buffersOf(result: ReturnType<typeof runMember>): TransferListItem[] {
  if (result instanceof Float64Array) return [result.buffer as ArrayBuffer];
  const arrays = 'scores' in result ? [result.heldLoss, ...result.scores] : result;
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
