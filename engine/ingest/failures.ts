import { ExcavatorError } from '../kernel/errors.ts';
import { refusal } from './codes.ts';

const diskFull = /ENOSPC|EDQUOT|EFBIG|No space left on device|Disk quota exceeded|File too large/i;
const memoryShort = /Out of Memory Error|could not allocate block/i;

/**
 * The error to show for one that came from the file system or the SQL engine. Their messages may quote records, so
 * only what is known to be safe goes on.
 */
export function shownFailure(error: unknown, where: string): Error {
  if (error instanceof ExcavatorError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const text = `${code ?? ''} ${message ?? ''}`;
  if (diskFull.test(text)) return refusal('disk_full', { where });
  if (memoryShort.test(text)) return refusal('memory_short', { where });
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return refusal('file_unreadable', { where, got: code });
  return new ExcavatorError({
    code: 'ingest_failed',
    kind: 'internal',
    what: 'The load failed for a reason that ingest does not know; nothing of it was kept.',
    where,
    got: masked(message ?? ''),
    advice: 'Report this with the message.',
  });
}

/** First line only, without quoted pieces and long numbers. */
function masked(message: string): string {
  const [first = ''] = message.split('\n');
  return first.replaceAll(/'[^']*'|"[^"]*"|\S*\d{4,}\S*/g, '…').slice(0, 200);
}
