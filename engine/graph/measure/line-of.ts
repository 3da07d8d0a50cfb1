import { createReadStream } from 'node:fs';

const quote = 34;
const newline = 10;
const carriageReturn = 13;

/**
 * The line on which a record of a CSV file starts, counted from 1: quoted fields may hold line
 * breaks and empty lines hold no record. @param record counted from 0, the header not included
 */
export async function lineOf(file: string, record: number): Promise<number> {
  let line = 1;
  let records = -2; // the header is record -1
  let quoted = false;
  let fresh = true;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      const ends = byte === newline && !quoted;
      if (fresh && byte !== newline && byte !== carriageReturn) {
        fresh = false;
        if (++records === record) return line;
      }
      if (byte === quote) quoted = !quoted;
      if (byte === newline) line++;
      if (ends) fresh = true;
    }
  }
  return line;
}
