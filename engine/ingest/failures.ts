import { accessSync, constants } from 'node:fs';
import { ExcavatorError } from '../kernel/errors.ts';
import { shortageOr } from '../lake/index.ts';
import { refusal } from './codes.ts';
import type { FoundFile } from './folder.ts';

/** @throws file_unreadable */
export function expectReadable({ path, relative }: FoundFile): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw refusal('file_unreadable', { where: relative, got: (error as NodeJS.ErrnoException).code ?? 'an error' });
  }
}

/**
 * The error to show for one that came from the file system or the SQL engine. Their messages may quote records, so
 * only what is known to be safe goes on.
 */
export function shownFailure(error: unknown, where: string): Error {
  const known = shortageOr(error, where);
  if (known instanceof ExcavatorError) return known;
  return new ExcavatorError({
    code: 'ingest_failed',
    kind: 'internal',
    what: 'The load failed for a reason that ingest does not know; nothing of it was kept.',
    where,
    got: masked(error instanceof Error ? error.message : 'no error object'),
    advice: 'Report this with the message.',
  });
}

/** First line only, without quoted pieces and long numbers. */
function masked(message: string): string {
  const [first = ''] = message.split('\n');
  return first.replaceAll(/'[^']*'|"[^"]*"|\S*\d{4,}\S*/g, '…').slice(0, 200);
}
