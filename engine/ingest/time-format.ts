/** A time format of a map file, such as `yyyymmdd hhmm`, as a pattern and a rewriting to ISO order. */

export interface TimeFormat {
  /** Regular expression (RE2 and JavaScript agree on it) that the whole text must match. */
  readonly pattern: string;
  /** Replacement that turns a match into `yyyy-mm-dd hh:mm:ss`. */
  readonly iso: string;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

const token = /y{4}|m{1,2}|d{1,2}|h{1,2}|s{1,2}|./gis;

/**
 * Letters y, m, d, h, s in either case are parts; two letters mean exactly two digits, one letter one or two; `mm`
 * after an hour is minutes. Everything else stands for itself.
 * @returns undefined when year, month or day is missing or a part comes twice
 */
export function readTimeFormat(format: string): TimeFormat | undefined {
  const groups = new Map<Part, number>();
  let pattern = '';
  for (const piece of format.match(token) ?? []) {
    const part = partOf(piece, groups.has('hour'));
    if (part === undefined) {
      pattern += piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      continue;
    }
    if (groups.has(part)) return undefined;
    groups.set(part, groups.size + 1);
    pattern += part === 'year' ? '([0-9]{4})' : piece.length === 2 ? '([0-9]{2})' : '([0-9]{1,2})';
  }
  if (!groups.has('year') || !groups.has('month') || !groups.has('day')) return undefined;
  const of = (part: Part): string => (groups.has(part) ? `\\${groups.get(part)}` : '00');
  return { pattern, iso: `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}:${of('second')}` };
}

function partOf(piece: string, hourSeen: boolean): Part | undefined {
  switch (piece[0]?.toLowerCase()) {
    case 'y':
      return piece.length === 4 ? 'year' : undefined;
    case 'm':
      return hourSeen ? 'minute' : 'month';
    case 'd':
      return 'day';
    case 'h':
      return 'hour';
    case 's':
      return 'second';
    default:
      return undefined;
  }
}
