import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingest, readBatches } from '../../engine/ingest/index.ts';
import type { Lake } from '../../engine/lake/index.ts';
import { csv, lodgingHeader, lodgingRow, now, openHome } from '../fixtures/ingest/home.ts';

const good = csv(lodgingHeader, lodgingRow(1), lodgingRow(2));

describe('files of the wrong shape are refused before anything is stored', () => {
  it.each<[name: string, file: string, content: string | Uint8Array, code: string, says: RegExp]>([
    ['empty', 'parcel.csv', '', 'empty_file', /parcel\.csv/],
    ['only a byte order mark', 'parcel.csv', '\uFEFF', 'empty_file', /header/],
    ['wrong header', 'checkpoint.csv', 'a;b;c\n1;2;3\n', 'no_header', /record_id, place_id, passed_at/],
    ['UTF-16', 'checkpoint.csv', Buffer.from('\uFEFFrecord_id,place_id,passed_at\n', 'utf16le'), 'no_header', /UTF-8/],
    [
      'unknown column',
      'checkpoint.csv',
      'record_id,place_id,passed_at,colour\n',
      'unknown_column',
      /colour.*direction.*--map.*--ignore/s,
    ],
    ['missing column', 'checkpoint.csv', 'record_id,passed_at\n', 'missing_column', /place_id/],
    ['the same column twice', 'checkpoint.csv', 'record_id,place_id,passed_at,lane,lane\n', 'duplicate_column', /lane/],
    [
      'neither of two columns',
      'case_person.csv',
      'case_no,role,established_at,basis\n',
      'missing_column',
      /id_no or phone/,
    ],
    ['no Parquet', 'parcel.parquet', 'PAR1 nonsense', 'parquet_unreadable', /parcel\.parquet/],
    ['unknown key', 'checkpoint.ndjson', '{"record_id":"1","colour":"red"}\n', 'unknown_column', /line 1.*colour/s],
    ['truth', 'deep/down/truth.parquet', 'x', 'truth_in_dataset', /evaluate --truth/],
    ['truth as a folder', 'Truth/x.csv', 'x', 'truth_in_dataset', /Truth/],
    ['a broken dataset.json', 'dataset.json', '{"warrant": "no"}', 'dataset_note_invalid', /warrant/],
    ['an unknown zone', 'dataset.json', '{"timezone": "Asia/Nowhere"}', 'dataset_note_invalid', /Asia\/Nowhere/],
  ])('%s', async (_, file, content, code, says) => {
    const home = await openHome();
    home.write('lodging.csv', good);
    home.write(file, content);
    const refused = await home.refused();
    expect(refused.code).toBe(code);
    expect(refused.text).toMatch(says);
    expect(readBatches(home.sealedDir)).toEqual([]);
    expect(existsSync(join(home.sealedDir, 'batches', 'load.partial'))).toBe(false);
  });

  it('a missing folder, a file in its place, a folder without tables', async () => {
    const home = await openHome();
    const file = home.write('readme.txt', 'x');
    expect((await home.refused({ folder: join(home.folder, 'nowhere') })).code).toBe('folder_missing');
    expect((await home.refused({ folder: file })).code).toBe('folder_missing');
    expect((await home.refused()).code).toBe('no_tables');
  });

  it('a Parquet file cut anywhere', async () => {
    const home = await openHome();
    const path = join(home.folder, 'lodging.parquet');
    const rows =
      'select cast(i as varchar) as record_id, cast(i * i as varchar) as place_id, 1714521600 as check_in from range(20000) r(i)';
    await home.lake.run(`copy (${rows}) to '${path}' (format parquet)`);
    const whole = readFileSync(path);
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      truncateSync(path, Math.floor(whole.length * part));
      expect((await home.refused()).code).toBe('parquet_unreadable');
      writeFileSync(path, whole);
    }
    // The footer is whole, a page in the middle is not.
    const damaged = Buffer.from(whole).fill(0xff, 4000, 9000);
    writeFileSync(path, damaged);
    expect((await home.refused()).code).toBe('parquet_unreadable');
    writeFileSync(path, whole);
    expect((await home.load()).total.accepted).toBe(20000);
  });

  it('a Parquet column that has lost what an identifier needs', async () => {
    const home = await openHome();
    const path = join(home.folder, 'subscription.parquet');
    await home.lake.run(
      `copy (select 1.0::double as phone, 'x' as id_no, 5 as valid_from) to '${path}' (format parquet)`,
    );
    expect(await home.refused()).toMatchObject({ code: 'column_type_unfit', text: expect.stringContaining('DOUBLE') });
  });
});

describe('rows that cannot be taken are counted by line, column and code', () => {
  const header = 'record_id,mode,service_id,from_place,to_place,depart_at,arrive_at';
  const row = (change: Partial<Record<'mode' | 'depart' | 'arrive' | 'from', string>>): string =>
    `1,${change.mode ?? 'bus'},S,${change.from ?? 'A'},B,${change.depart ?? '1714521600'},${change.arrive ?? ''}`;

  it.each([
    ['required_empty', 'from_place', row({ from: '  ' })],
    ['value_not_listed', 'mode', row({ mode: 'Bus' })],
    ['wrong_type', 'depart_at', row({ depart: 'yesterday' })],
    ['wrong_type', 'depart_at', row({ depart: '2024-02-30T00:00:00Z' })],
    ['wrong_type', 'depart_at', row({ depart: '1714521600.5' })],
    ['time_without_zone', 'depart_at', row({ depart: '2024-05-01T08:00:00' })],
    ['time_without_zone', 'depart_at', row({ depart: '2024-05-01' })],
    ['time_without_zone', 'depart_at', row({ depart: '20240501' })],
    ['out_of_bounds', 'depart_at', row({ depart: '1714521600000' })],
    ['future_date', 'depart_at', row({ depart: String(now + 86_401) })],
    ['order_violated', 'arrive_at', row({ arrive: '1714521599' })],
    ['too_few_fields', null, '1,bus,S'],
    ['too_many_fields', null, `${row({})},`],
    ['quote_misplaced', null, row({ from: 'A"B' })],
    ['quote_misplaced', null, row({ from: '"A"B' })],
    ['quote_unterminated', null, row({ from: '"A' })],
    ['control_character', null, row({ from: 'A\0B' })],
    ['control_character', null, row({ from: 'A\rB' })],
  ])('%s in %s', async (code, column, bad) => {
    const home = await openHome();
    home.write('transport.csv', csv(header, row({}).replace('1', '0'), bad, row({}).replace('1', '2')));
    const report = await home.load();
    expect(report.total).toMatchObject({ seen: 3, accepted: 2, quarantined: 1, codes: { [code]: 1 } });
    expect(report.files[0]?.examples).toEqual([expect.objectContaining({ line: 3, column, code })]);
    expect(await home.quarantine()).toEqual([
      expect.objectContaining({ line: 3, column, code, raw: bad.includes('\0') ? expect.any(String) : bad }),
    ]);
  });

  it('numbers and bounds', async () => {
    const home = await openHome();
    const header = 'record_id,waybill_no,from_place,to_place,sent_at,weight_kg';
    const weights = ['1.5', '1e3', '.5', '-1', '10001', 'nan', 'heavy', '1_000', '0x10'];
    home.write('parcel.csv', csv(header, ...weights.map((weight, i) => `${i},W,A,B,1714521600,${weight}`)));
    expect((await home.load()).total).toMatchObject({ accepted: 3, codes: { out_of_bounds: 2, wrong_type: 4 } });
  });

  it('whole numbers are not rounded', async () => {
    const home = await openHome();
    home.write('person.csv', csv('id_no,birth_year', 'A,1980', 'B,1980.5', 'C,1e3', 'D,1700'));
    expect((await home.load()).total).toMatchObject({ accepted: 1, codes: { wrong_type: 2, out_of_bounds: 1 } });
  });

  it('exactly one of two columns', async () => {
    const home = await openHome();
    const header = 'case_no,id_no,phone,role,established_at,basis';
    const rest = 'user,1714521600,seizure';
    home.write('case_person.csv', csv(header, `C,1,,${rest}`, `C,1,2,${rest}`, `C,,,${rest}`));
    expect((await home.load()).total).toMatchObject({ accepted: 1, codes: { exactly_one_violated: 2 } });
  });

  it('ends of validity may lie ahead', async () => {
    const home = await openHome();
    home.write(
      'subscription.csv',
      csv('phone,id_no,valid_from,valid_to', '1,A,1714521600,4102444800', `2,A,${now + 90_000},`),
    );
    expect((await home.load()).total).toMatchObject({ accepted: 1, codes: { future_date: 1 } });
  });

  it('broken UTF-8 costs the row, and its bytes are kept', async () => {
    const home = await openHome();
    const bad = Buffer.from('L-9,H-1,1714521600,,,\xff\xfe,,', 'latin1');
    home.write('lodging.csv', Buffer.concat([Buffer.from(good), bad, Buffer.from(`\n${lodgingRow(3)}\n`)]));
    expect((await home.load()).total).toMatchObject({ seen: 4, accepted: 3, codes: { broken_utf8: 1 } });
    const [kept] = await home.quarantine();
    expect(kept).toMatchObject({ line: 4, encoding: 'base64' });
    expect(Buffer.from(String(kept?.raw), 'base64')).toEqual(bad);
  });

  it('half a row at the end of the file', async () => {
    const home = await openHome();
    home.write('lodging.csv', `${good}L-3,H-1,17145`);
    expect((await home.load()).total).toMatchObject({ accepted: 2, codes: { too_few_fields: 1 } });
    home.write('lodging.csv', `${good}L-3,H-1,1714521600,,,"Guest\n`);
    expect((await home.load()).total).toMatchObject({ duplicate: 2, codes: { quote_unterminated: 1 } });
  });

  it('one open quote costs one line, not the rest of the file', async () => {
    const home = await openHome();
    const rows = Array.from({ length: 2000 }, (_, i) => lodgingRow(i));
    home.write(
      'lodging.csv',
      csv(lodgingHeader, ...rows.slice(0, 1000), 'x,H-1,1714521600,,,"open,,', ...rows.slice(1000)),
    );
    const report = await home.load();
    expect(report.total).toMatchObject({ seen: 2001, accepted: 2000, codes: { quote_unterminated: 1 } });
    expect(report.files[0]?.examples[0]?.line).toBe(1002);
  });

  it('NDJSON: broken lines, nested values, numbers too long for JSON', async () => {
    const home = await openHome();
    const row = (id: unknown, more = ''): string => `{"record_id":"${id}","place_id":"H","check_in":1714521600${more}}`;
    const lines = [
      row(1),
      row(2, ',"id_no":532901199001011234'),
      row(3, ',"room":{"a":1}'),
      '[1]',
      '{"record_id":',
      row(4, ',"room":"\\u0000"'),
      row(5, ',"phone":13800000000'),
      '',
      row(6, ',"check_out":null'),
    ];
    home.write('lodging.ndjson', lines.join('\r\n'));
    const report = await home.load();
    expect(report.total).toMatchObject({
      seen: 8,
      accepted: 3,
      codes: { number_unsafe: 1, wrong_type: 1, json_broken: 2, control_character: 1 },
    });
    expect(report.files[0]?.examples.map(({ line, column }) => [line, column])).toEqual([
      [2, 'id_no'],
      [3, 'room'],
      [4, null],
      [5, null],
      [6, null],
    ]);
    expect((await home.table('lodging')).map(({ phone }) => phone)).toEqual([null, '13800000000', null]);
  });

  it('NDJSON without a required key in any row is refused; an empty file only noted', async () => {
    const home = await openHome();
    home.write('lodging.csv', good);
    const path = home.write('checkpoint.ndjson', '{"record_id":"1","place_id":"K"}\n');
    expect(await home.refused()).toMatchObject({ code: 'missing_column', text: expect.stringContaining('passed_at') });
    writeFileSync(path, '');
    expect((await home.load()).notices).toEqual(['checkpoint.ndjson holds no rows.']);
  });

  it('Parquet: times with, without and beyond a zone, by row', async () => {
    const home = await openHome();
    const path = join(home.folder, 'checkpoint.parquet');
    const write = (value: string): Promise<void> =>
      home.lake.run(
        `copy (select cast(i as varchar) as record_id, 7 as place_id, ${value} as passed_at from range(3) r(i)) to '${path}' (format parquet)`,
      );
    await write("timestamptz '2024-05-01T08:00:00+08:00'");
    expect((await home.load()).total).toMatchObject({ accepted: 3 });
    expect((await home.table('checkpoint'))[0]).toMatchObject({ place_id: '7', passed_at: 1714521600 });
    await write("timestamp '2024-05-01 08:00:00'");
    expect((await home.load()).total).toMatchObject({ codes: { time_without_zone: 3 } });
    await write('case i when 0 then 1714521600.0 when 1 then 1714521600.5 end');
    expect((await home.load()).total).toMatchObject({
      codes: { duplicate_earlier: 1, wrong_type: 1, required_empty: 1 },
    });
  });

  it('shows at most five examples of a code and twenty of a file', async () => {
    const home = await openHome();
    home.write(
      'person.csv',
      csv('id_no,birth_year', ...Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? `P${i},old` : `P${i},1`))),
    );
    const [file] = (await home.load()).files;
    expect(file?.codes).toEqual({ out_of_bounds: 25, wrong_type: 25 });
    expect(file?.examples.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

describe('a line of 100 MB', () => {
  it.each(['csv', 'ndjson'] as const)('is skipped in bounded memory (%s)', async (format) => {
    const home = await openHome();
    const json = (id: number): string => `{"record_id":"${id}","place_id":"H","check_in":1714521600}`;
    const [first, long, last] =
      format === 'csv'
        ? [csv(lodgingHeader, lodgingRow(1)), 'L-2,H-1,1714521600,,', `\n${lodgingRow(3)}\n`]
        : [`${json(1)}\n`, '{"record_id":"', `\n${json(3)}\n`];
    const path = home.write(`lodging.${format}`, `${first}${long}`);
    for (let i = 0; i < 100; i++) appendFileSync(path, Buffer.alloc(1 << 20, 0x78));
    appendFileSync(path, last);
    const before = process.memoryUsage().rss;
    const report = await home.load();
    expect(report.total).toMatchObject({ seen: 3, accepted: 2, codes: { record_too_long: 1 } });
    expect(report.files[0]?.examples[0]?.line).toBe(format === 'csv' ? 3 : 2);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  });

  it('is skipped inside quotes as well', async () => {
    const home = await openHome();
    const path = home.write('lodging.csv', `${csv(lodgingHeader, lodgingRow(1))}L-2,H-1,1714521600,,"`);
    for (let i = 0; i < 5; i++) appendFileSync(path, Buffer.alloc(1 << 20, 0x2c));
    appendFileSync(path, `\n${lodgingRow(3)}\n`);
    expect((await home.load()).total).toMatchObject({ seen: 3, accepted: 2, codes: { record_too_long: 1 } });
  });
});

describe('what must not happen is found', () => {
  it('a file that changes while it is read', async () => {
    const home = await openHome();
    const path = home.write('lodging.csv', good);
    const { lake, sealedDir, folder } = home;
    const onProgress = ({ step }: { readonly step: string }): void => {
      if (step === 'load') appendFileSync(path, `${lodgingRow(3)}\n`);
    };
    const refused = ingest({ lake, sealedDir, now, demo: false, onProgress }, folder, {});
    await expect(refused).rejects.toMatchObject({ code: 'file_changed' });
    expect(readBatches(sealedDir)).toEqual([]);
  });

  it('a row that gets lost between the file and the lake', async () => {
    const home = await openHome();
    home.write('lodging.csv', good);
    const forgetful: Lake = {
      ...home.lake,
      run: (text) => home.lake.run(text.startsWith('insert into ingest_stage') ? `${text} where line <> 3` : text),
    };
    expect(await home.refused({ lake: forgetful })).toMatchObject({ code: 'accounting_broken' });
    expect(readBatches(home.sealedDir)).toEqual([]);
  });
});
