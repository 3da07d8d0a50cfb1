import { ExcavatorError } from '../kernel/errors.ts';

/** What the machine can run out of, how DuckDB and Node say so, and what helps. */
const shortages = [
  {
    // Before memory: a spill that finds no room says "Out of Memory" and names the temp directory.
    code: 'disk_full',
    pattern: /No space left on device|max_temp_directory_size|ENOSPC|EDQUOT|File too large|EFBIG|SQLITE_FULL/,
    what: 'There is no room left on the disk.',
    advice:
      'Free some space or use a --home on another disk, then run the same command again; nothing is half-written.',
  },
  {
    code: 'memory_exhausted',
    pattern: /Out of Memory Error|could not allocate block|Allocation failure/,
    what: 'The memory given to the SQL engine is not enough for this step.',
    advice: 'Raise the memory limit or use fewer threads, then run the same command again.',
  },
  {
    code: 'files_exhausted',
    pattern: /Too many open files|EMFILE|ENFILE/,
    what: 'The system allows no more open files.',
    advice: 'Raise the limit (ulimit -n), then run the same command again.',
  },
  {
    code: 'home_unwritable',
    pattern: /Permission denied|Read-only file system|EACCES|EROFS|EPERM|SQLITE_READONLY|SQLITE_CANTOPEN/,
    what: 'A file of this home cannot be written or read.',
    advice: 'Check the rights and the owner of the folder, or use another --home.',
  },
] as const;

/**
 * A shortage of the machine as an error that says what to do; any other error comes back as it is.
 * The text of the cause is not repeated: it may quote values of the records.
 */
export function shortageOr(error: unknown, where: string): unknown {
  if (error instanceof ExcavatorError || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const said = `${code ?? ''} ${error.message}`;
  const found = shortages.find(({ pattern }) => pattern.test(said));
  if (found === undefined) return error;
  const { what, advice } = found;
  return new ExcavatorError({ code: found.code, kind: 'resource', what, where, advice }, { cause: error });
}
