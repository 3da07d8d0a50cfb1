import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvRecords, csvFault, scanCsv } from '../../engine/kernel/csv-scan.ts';

interface Found {
  readonly text: string;
  readonly fields: number;
  readonly line: number;
}

/** Scans text in windows of `step` bytes that grow until a record is complete. */
function scan(text: string, step: number, capacity: number): readonly Found[] {
  const bytes = Buffer.from(text);
  const records = createCsvRecords(capacity);
  const found: Found[] = [];
  let head = 0;
  let line = 1;
  for (let tail = Math.min(step, bytes.length); ; tail = Math.min(tail + step, bytes.length)) {
    const final = tail === bytes.length;
    do {
      scanCsv(bytes, head, tail, final, records);
      for (let k = 0; k < records.count; k++) {
        if (records.fault[k] === csvFault.none) {
          const slice = bytes.subarray(records.start[k], records.end[k]).toString();
          found.push({ text: slice, fields: records.fields[k] ?? 0, line });
        }
        line += records.lines[k] ?? 0;
      }
      head = records.next;
    } while (records.count === capacity);
    if (final) return found;
  }
}

/** Every record fits on its own line or is quoted, so a slow reading is easy. */
const field = fc.oneof(
  fc.stringMatching(/^[a-z0-9 é云]{0,8}$/),
  fc
    .string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', '云'), maxLength: 8 })
    .map((value) => `"${value.replaceAll('"', '""')}"`),
);
const record = fc.array(field, { minLength: 2, maxLength: 5 });

describe('csv scan', () => {
  it('finds what was written, whatever the window, the capacity and the line break', () => {
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (rows, lineBreak, closed, step, capacity) => {
          const texts = rows.map((fields) => fields.join(','));
          const text = texts.join(lineBreak) + (closed && rows.length > 0 ? lineBreak : '');
          let line = 1;
          const expected = rows.map((fields, i): Found => {
            const own = { text: texts[i] ?? '', fields: fields.length, line };
            line += own.text.split('\n').length;
            return own;
          });
          expect(scan(text, step, capacity)).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never loses a byte or loops, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '""', '","'), maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (text, capacity) => {
          const bytes = Buffer.from(text);
          const records = createCsvRecords(capacity);
          let head = 0;
          let lines = 0;
          while (head < bytes.length) {
            scanCsv(bytes, head, bytes.length, true, records);
            expect(records.count).toBeGreaterThan(0);
            for (let k = 0; k < records.count; k++) lines += records.lines[k] ?? 0;
            head = records.next;
          }
          expect(lines).toBe(text === '' ? 0 : text.replace(/\n$/, '').split('\n').length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads on behind a misused quote at the next line', () => {
    expect(scan('a,"b\nc,d\ne,"f"x\ng,h', 100, 3).map(({ text }) => text)).toEqual(['c,d', 'g,h']);
  });
});
