import { isUtf8 } from 'node:buffer';
import { createCsvRecords, csvFault, scanCsv } from '../../kernel/csv-scan.ts';
import type { CodeName } from '../codes.ts';
import type { FaultSink } from './faults.ts';
import type { Spool } from './spool.ts';
import { longestRecordBytes, readThrough, type Window } from './window.ts';

const batch = 8192;

export interface SplitResult {
  /** Rows that went to the spool. */
  readonly clean: number;
  /** A row holds a line break inside quotes. */
  readonly multiline: boolean;
}

/** Splits a CSV file into rows of the header's width, which go to the spool, and rows that are none. */
export async function splitCsv(
  path: string,
  fieldCount: number,
  spool: Spool,
  faults: FaultSink,
  reason: (code: CodeName) => number,
  onBytes: (bytes: number) => void,
): Promise<SplitResult> {
  const records = createCsvRecords(batch);
  let header = true;
  let clean = 0;
  let multiline = false;

  const codeOf = (k: number, bytes: Buffer, sound: boolean): CodeName | undefined => {
    const start = records.start[k] ?? 0;
    const end = records.end[k] ?? 0;
    const fault = records.fault[k];
    if (end - start > longestRecordBytes) return 'record_too_long';
    if (!sound && !isUtf8(bytes.subarray(start, end))) return 'broken_utf8';
    if (fault === csvFault.strayReturn || (!sound && bytes.subarray(start, end).includes(0)))
      return 'control_character';
    if (fault === csvFault.quoteMisplaced) return 'quote_misplaced';
    if (fault === csvFault.quoteUnterminated) return 'quote_unterminated';
    const fields = records.fields[k] ?? 0;
    return fields === fieldCount ? undefined : fields < fieldCount ? 'too_few_fields' : 'too_many_fields';
  };

  const place = (k: number, line: number, bytes: Buffer, sound: boolean): void => {
    const start = records.start[k] ?? 0;
    const end = records.end[k] ?? 0;
    const code = codeOf(k, bytes, sound);
    if (code !== undefined) {
      faults.add(line, reason(code), bytes, start, Math.min(end, start + longestRecordBytes));
      return;
    }
    clean++;
    if ((records.lines[k] ?? 1) > 1) multiline = true;
    spool.record(line, bytes, start, end);
  };

  const take = (window: Window): void => {
    do {
      scanCsv(window.bytes, window.head, window.tail, window.final, records);
      const taken = window.bytes.subarray(window.head, records.next);
      const sound = isUtf8(taken) && !taken.includes(0);
      for (let k = 0; k < records.count; k++) {
        if (records.fault[k] !== csvFault.blank) {
          if (header) header = false;
          else place(k, window.line, window.bytes, sound);
        }
        window.line += records.lines[k] ?? 1;
      }
      window.head = records.next;
    } while (records.count === batch);
  };

  const overlong = (line: number, bytes: Buffer, start: number, end: number, broken: boolean): void =>
    faults.add(line, reason(broken ? 'quote_unterminated' : 'record_too_long'), bytes, start, end);

  await readThrough(path, { take, overlong }, onBytes);
  return { clean, multiline };
}
