import { isUtf8 } from 'node:buffer';
import { csvField, type Spool } from './spool.ts';

/** Position of a row in a data set: file and line in one whole number, exact below 2^53. */
export const linesPerFile = 2 ** 36;

export interface FaultSink {
  /** Rows that were set aside. */
  readonly count: number;
  /** Sets a row aside under the number of a reason, with its raw bytes unless they must not be kept. */
  add(line: number, reason: number, bytes: Buffer, start: number, end: number): void;
}

export function createFaultSink(spool: Spool, fileIndex: number, withhold: boolean): FaultSink {
  let count = 0;
  return {
    get count() {
      return count;
    },
    add: (line, reason, bytes, start, end) => {
      count++;
      const position = fileIndex * linesPerFile + line;
      spool.text(`${position},${reason},${withhold ? 'withheld,' : raw(bytes.subarray(start, end))}`);
    },
  };
}

function raw(bytes: Buffer): string {
  const readable = isUtf8(bytes) && !bytes.includes(0);
  return readable ? `text,${csvField(bytes.toString('utf8'))}` : `base64,${bytes.toString('base64')}`;
}
