import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { createCsvRecords, csvFault, scanCsv } from '../../kernel/csv-scan.ts';
import { refusal } from '../codes.ts';

const longestHeaderBytes = 1 << 16;

/**
 * The names on the first line that is not blank.
 * @throws empty_file, no_header
 */
export function readHeader(path: string, file: string): readonly string[] {
  const bytes = firstBytes(path);
  const from = bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
  const records = createCsvRecords(1);
  let head = from;
  do {
    scanCsv(bytes, head, bytes.length, bytes.length < longestHeaderBytes, records);
    head = records.next;
  } while (records.count === 1 && records.fault[0] === csvFault.blank);
  if (bytes.length === from || (records.count === 0 && bytes.length < longestHeaderBytes)) {
    throw refusal('empty_file', { where: file, got: `${bytes.length} bytes`, expected: 'a header row' });
  }
  const text = bytes.subarray(records.start[0], records.end[0]);
  const got = records.count === 0 || records.fault[0] !== csvFault.none ? 'a broken or endless line' : unreadable(text);
  if (got !== undefined) throw refusal('no_header', { where: `${file}, line 1`, got, expected: 'UTF-8 column names' });
  return fieldsOf(text.toString('utf8'));
}

function unreadable(text: Buffer): string | undefined {
  return isUtf8(text) && !text.includes(0) ? undefined : 'bytes that are not UTF-8';
}

function firstBytes(path: string): Buffer {
  const handle = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(longestHeaderBytes);
    return bytes.subarray(0, readSync(handle, bytes, 0, longestHeaderBytes, 0));
  } finally {
    closeSync(handle);
  }
}

/** The fields of one well-formed record. */
function fieldsOf(record: string): readonly string[] {
  return [...`,${record}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"')).trim(),
  );
}
