import type { Entry } from './types.ts';
import type { AuditFault } from './verify.ts';

/** The act by which two people put the clock of a log right that was written with one far ahead. */
export const clockAct = 'clock.correct';
/** Entries of processes whose clocks differ may be so much older than the one before them. */
const unorderedSeconds = 3600;

/**
 * Looks at the instants of entries as they pass by: they do not go back, but where one person asked for it and another did
 * it.
 */
export function openClockCheck(
  fault: (code: AuditFault['code'], where: string, what: string) => void,
): (entry: Entry) => void {
  let lastAt = 0;
  let askedBy: string | undefined;
  return ({ seq, at, actor, act, detail }) => {
    const corrected = act === clockAct && /"corrected_seconds":\d/.test(detail);
    const byTwo = corrected && askedBy !== undefined && askedBy !== actor;
    if (at < lastAt - unorderedSeconds && !byTwo)
      fault('clock', `entry ${seq}`, 'it is more than an hour older than the one before');
    else if (corrected && !byTwo) fault('clock', `entry ${seq}`, 'one person alone put the clock right');
    if (act === clockAct) askedBy = corrected ? undefined : actor;
    lastAt = at;
  };
}
