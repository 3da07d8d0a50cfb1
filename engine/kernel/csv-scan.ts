/**
 * Finds the records of CSV bytes: comma, RFC 4180 quotes, LF or CRLF. Only ASCII bytes are looked at, which UTF-8
 * never uses inside a longer character, so no text is decoded here.
 */

export const csvFault = Object.freeze({ none: 0, quoteMisplaced: 1, quoteUnterminated: 2, strayReturn: 3, blank: 4 });

/** Parallel arrays, one entry a record; reused from call to call. */
export interface CsvRecords {
  /** Bytes of record k: `start[k]` to `end[k]`, without its line break. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly fields: Int32Array;
  /** Physical lines the record takes up, its own break included. */
  readonly lines: Int32Array;
  readonly fault: Uint8Array;
  count: number;
  /** First byte that belongs to no record yet. */
  next: number;
}

export function createCsvRecords(capacity: number): CsvRecords {
  return {
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    fields: new Int32Array(capacity),
    lines: new Int32Array(capacity),
    fault: new Uint8Array(capacity),
    count: 0,
    next: 0,
  };
}

const comma = 0x2c;
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

const fieldStart = 0;
const plain = 1;
const quoted = 2;
const closing = 3;

/**
 * Scans `bytes[from, to)` until the records are full or the bytes run out. An unfinished record stays unread unless
 * `final` says that no more bytes will come. A record with a misused quote ends at its first line break and the scan
 * goes on behind it, so that one bad quote costs one line, not the rest of the file.
 */
export function scanCsv(bytes: Uint8Array, from: number, to: number, final: boolean, records: CsvRecords): void {
  const { start, end, fields, lines, fault } = records;
  const capacity = start.length;
  let count = 0;
  let at = from;
  while (at < to && count < capacity) {
    let state = fieldStart;
    let fieldCount = 1;
    let lineCount = 1;
    let firstBreak = -1;
    let bad = csvFault.none as number;
    let stop = -1;
    let i = at;
    while (i < to) {
      const byte = bytes[i++];
      if (state === quoted) {
        if (byte === quote) state = closing;
        else if (byte === lineFeed) {
          lineCount++;
          if (firstBreak < 0) firstBreak = i - 1;
        }
      } else if (byte === comma) {
        fieldCount++;
        state = fieldStart;
      } else if (byte === lineFeed) {
        stop = i - 1;
        break;
      } else if (byte === quote) {
        if (state === plain) bad = csvFault.quoteMisplaced;
        state = quoted;
      } else if (byte === carriageReturn) {
        if (i === to && !final) break;
        if (i < to && bytes[i] !== lineFeed) bad = csvFault.strayReturn;
      } else if (state === closing) bad = csvFault.quoteMisplaced;
      else state = plain;
      if (bad !== csvFault.none) break;
    }
    if (stop < 0 && bad === csvFault.none) {
      if (!final) break;
      if (state === quoted) bad = csvFault.quoteUnterminated;
      stop = to;
    }
    if (bad !== csvFault.none) {
      stop = firstBreak >= 0 ? firstBreak : bytes.indexOf(lineFeed, at);
      if (stop < 0 || stop >= to) {
        if (!final) break;
        stop = to;
      }
      lineCount = 1;
    }
    start[count] = at;
    end[count] = stop > at && bytes[stop - 1] === carriageReturn ? stop - 1 : stop;
    fields[count] = fieldCount;
    lines[count] = lineCount;
    fault[count] = bad === csvFault.none && end[count] === at ? csvFault.blank : bad;
    count++;
    at = stop < to ? stop + 1 : to;
  }
  records.count = count;
  records.next = at;
}
