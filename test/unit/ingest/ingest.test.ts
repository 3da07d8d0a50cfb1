import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBatches } from '../../../engine/ingest/index.ts';
import { csv, lodgingHeader, lodgingRow, openHome } from '../../fixtures/ingest/home.ts';

const covered = csv('warrant_id,case_no,phone,valid_from,valid_to', 'W-1,C-1,111,1714500000,1714600000');
const callHeader = 'record_id,caller,callee,started_at,warrant_id';

describe('ingest', () => {
  it('gives typed rows sorted by key, whatever order, quotes and line breaks the file has', async () => {
    const home = await openHome();
    const rows = ['L-2,H-1,1714521600,,"10""1","A, B\nC",,', 'L-1,H-1,2024-05-01T00:00:00Z,2024-05-02T08:00+0800,,,,'];
    home.write('lodging.csv', `\uFEFF${lodgingHeader}\r\n\r\n${rows.join('\r\n')}`);
    const report = await home.load();
    expect(report.total).toMatchObject({ seen: 2, accepted: 2 });
    const shared = { place_id: 'H-1', booking_id: null, id_no: null, phone: null, plate: null };
    expect(await home.table('lodging')).toEqual([
      { ...shared, record_id: 'L-1', check_in: 1714521600, check_out: 1714608000, room: null, guest_name: null },
      { ...shared, record_id: 'L-2', check_in: 1714521600, check_out: null, room: '10"1', guest_name: 'A, B\nC' },
    ]);
  });

  it('writes the same bytes from CSV, NDJSON and Parquet, with one thread or two', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => (i * 7919) % 1000);
    const text = csv(lodgingHeader, ...ids.map(lodgingRow));
    const hashes = new Set<string>();
    for (const threads of [1, 2]) {
      for (const format of ['csv', 'ndjson', 'parquet'] as const) {
        const home = await openHome({ threads });
        const source = home.write('lodging.csv', text);
        if (format !== 'csv') {
          const kind = format === 'ndjson' ? 'json' : 'parquet';
          const target = join(home.folder, `lodging.${format}`);
          const types = "types = {'id_no': 'VARCHAR', 'phone': 'VARCHAR', 'check_in': 'VARCHAR'}";
          await home.lake.run(`copy (select * from read_csv('${source}', ${types})) to '${target}' (format ${kind})`);
        }
        await home.load({ folder: onlyFile(home.folder, format) });
        hashes.add(hashOfTable(home.sealedDir, 'lodging.parquet'));
      }
    }
    expect(hashes.size).toBe(1);
  });

  it('reads a folder of files as one table and names files that are none', async () => {
    const home = await openHome();
    home.write('lodging/a.csv', csv(lodgingHeader, lodgingRow(1), lodgingRow(2)));
    home.write('lodging/b.csv', csv(lodgingHeader, lodgingRow(2), lodgingRow(3)));
    home.write('notes.txt', 'hello');
    const report = await home.load();
    expect(report.files.map(({ file, accepted, duplicate }) => [file, accepted, duplicate])).toEqual([
      ['lodging/a.csv', 2, 0],
      ['lodging/b.csv', 1, 1],
    ]);
    expect(report.notices).toContain('notes.txt is no table of the contract and was left alone.');
  });

  it('changes nothing when the same files come twice', async () => {
    const home = await openHome();
    home.write('lodging.csv', csv(lodgingHeader, lodgingRow(1), 'L-9,,1714521600,,,,,'));
    const first = await home.load();
    const before = treeOf(home.sealedDir);
    const second = await home.load();
    expect(second).toMatchObject({ alreadyLoaded: true, batchId: first.batchId, total: { seen: 0, accepted: 0 } });
    expect(second.files[0]?.alreadyLoaded).toBe(true);
    expect(treeOf(home.sealedDir)).toEqual(before);
  });

  it('takes only new keys of a later data set', async () => {
    const home = await openHome();
    home.write('lodging.csv', csv(lodgingHeader, lodgingRow(1), lodgingRow(2)));
    await home.load();
    home.write('lodging.csv', csv(lodgingHeader, lodgingRow(1), lodgingRow(3)));
    const report = await home.load();
    expect(report.total).toMatchObject({ accepted: 1, duplicate: 1, codes: { duplicate_earlier: 1 } });
    expect(readBatches(home.sealedDir).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect((await home.table('lodging')).map(({ record_id }) => record_id)).toEqual(['L-1', 'L-2', 'L-3']);
  });

  it('keeps a row that says something else under a known key', async () => {
    const home = await openHome();
    const other = (line: string) => line.replace('H-1', 'H-7');
    home.write('lodging.csv', csv(lodgingHeader, lodgingRow(1), lodgingRow(2), lodgingRow(2), other(lodgingRow(2))));
    const first = await home.load();
    expect(first.total).toMatchObject({ accepted: 2, duplicate: 1, quarantined: 1 });
    expect(first.total.codes).toEqual({ duplicate_id: 1, other_content: 1 });
    const [kept] = await home.quarantine();
    expect(kept).toMatchObject({ line: 5, code: 'other_content', encoding: 'read' });
    expect(JSON.parse(String(kept?.raw))).toMatchObject({ record_id: 'L-2', place_id: 'H-7' });

    home.write('lodging.csv', csv(lodgingHeader, other(lodgingRow(1)), lodgingRow(2)));
    const later = await home.load();
    expect(later.total.codes).toEqual({ duplicate_earlier: 1, other_content: 1 });
    expect((await home.table('lodging')).map(({ place_id }) => place_id)).toEqual(['H-1', 'H-1']);
  });

  it('quarantines with line, column, code, reason and the raw row', async () => {
    const home = await openHome();
    home.write('lodging.csv', csv(lodgingHeader, lodgingRow(1), 'L-2,H-1,2024-05-01 08:00,,"1,0",x,,'));
    const report = await home.load();
    expect(report.files[0]?.examples).toEqual([
      expect.objectContaining({ line: 3, column: 'check_in', code: 'time_without_zone' }),
    ]);
    expect(await home.quarantine()).toEqual([
      expect.objectContaining({
        file: 'lodging.csv',
        table: 'lodging',
        line: 3,
        column: 'check_in',
        code: 'time_without_zone',
        encoding: 'text',
        raw: 'L-2,H-1,2024-05-01 08:00,,"1,0",x,,',
      }),
    ]);
  });
});

describe('calls', () => {
  it('come in only under a warrant that covers caller or callee at that time', async () => {
    const home = await openHome();
    home.write('authorisation.csv', covered);
    const rows = [
      '1,111,222,1714550000,W-1',
      '2,222,111,1714600000,W-1',
      '3,111,222,1714600001,W-1',
      '4,333,222,1714550000,W-1',
      '5,111,222,1714550000,W-9',
      '6,111,222,1714550000,',
    ];
    home.write('call.csv', csv(callHeader, ...rows));
    const report = await home.load();
    expect(report.files.find(({ table }) => table === 'call')).toMatchObject({
      accepted: 2,
      refused: 4,
      codes: { no_warrant: 4 },
    });
    expect((await home.table('call')).map(({ record_id }) => record_id)).toEqual(['1', '2']);
    expect(await home.quarantine()).toEqual([]);
  });

  it('come in through the subscription of the person a warrant names, while both run', async () => {
    const home = await openHome();
    home.write(
      'authorisation.csv',
      csv('warrant_id,case_no,id_no,valid_from,valid_to', 'W-2,C-1,ID-A,1714500000,1714600000'),
    );
    home.write(
      'subscription.csv',
      csv('phone,id_no,valid_from,valid_to', '444,ID-A,1714540000,1714560000', '555,ID-A,1714540000,'),
    );
    home.write(
      'call.csv',
      csv(
        callHeader,
        '1,444,9,1714550000,W-2',
        '2,444,9,1714570000,W-2',
        '3,9,555,1714570000,W-2',
        '4,9,8,1714550000,W-2',
      ),
    );
    await home.load();
    expect((await home.table('call')).map(({ record_id }) => record_id)).toEqual(['1', '3']);
  });

  it('are taken later, once the authorisation is there, and the order A, B, A adds nothing more', async () => {
    const home = await openHome();
    home.write('call.csv', csv(callHeader, '1,111,222,1714550000,W-1', '2,777,222,1714550000,W-1'));
    expect((await home.load()).total).toMatchObject({ accepted: 0, refused: 2 });
    home.write('authorisation.csv', covered);
    expect((await home.load()).total).toMatchObject({ accepted: 2, refused: 1 });
    home.write(
      'authorisation.csv',
      csv('warrant_id,case_no,phone,valid_from,valid_to', 'W-7,C-1,1,1714500000,1714600000'),
    );
    await home.load();
    const batches = readBatches(home.sealedDir).length;
    expect((await home.load()).alreadyLoaded).toBe(true);
    home.write('authorisation.csv', covered);
    expect((await home.load()).alreadyLoaded).toBe(true);
    expect(readBatches(home.sealedDir)).toHaveLength(batches);
    expect(await home.table('call')).toHaveLength(1);
  });

  it('without cover leave no trace, not even when the row is broken', async () => {
    const home = await openHome();
    home.write('authorisation.csv', covered);
    home.write(
      'call.csv',
      csv(
        `${callHeader},kind`,
        '1,SECRET-1,9,1714550000,W-1,fax',
        '2,SECRET-2,9,2024-05-01 08:00,W-1,',
        '3,SECRET-3,9',
        '4,111,COVERED,1714550000,W-1,fax',
      ),
    );
    const report = await home.load();
    expect(report.files.find(({ table }) => table === 'call')).toMatchObject({ seen: 4, quarantined: 4 });
    expect((await home.quarantine()).map(({ line, encoding, raw }) => [line, encoding, raw])).toEqual([
      [2, 'withheld', null],
      [3, 'withheld', null],
      [4, 'withheld', null],
      [5, 'text', '4,111,COVERED,1714550000,W-1,fax'],
    ]);
    expect(bytesUnder(home.sealedDir).includes('SECRET')).toBe(false);
  });

  it('of research data need none when the data set says so, and the report says it', async () => {
    const home = await openHome();
    home.write('dataset.json', '{"warrant": "none-required"}');
    home.write('call.csv', csv('record_id,caller,callee,started_at', '1,1,2,1714550000'));
    const report = await home.load();
    expect(report.total).toMatchObject({ accepted: 1, refused: 0 });
    expect(report.notices.join()).toContain('none-required');
    expect(readBatches(home.sealedDir)[0]?.dataset.warrantNotRequired).toBe(true);
  });
});

describe('established cases', () => {
  it('refuse a stop, a search or an arrest as a basis and keep nothing of it', async () => {
    const home = await openHome();
    const header = 'case_no,phone,role,established_at,basis';
    home.write(
      'case_person.csv',
      csv(
        header,
        'C,1,user,1714550000,conviction',
        'C,2,user,1714550000,Arrest',
        'C,3,user,1714550000,stop',
        'C,4,user,1714550000,search',
        'C,5,user,1714550000,rumour',
      ),
    );
    const report = await home.load();
    expect(report.total).toMatchObject({ accepted: 1, refused: 3, quarantined: 1 });
    expect(report.total.codes).toEqual({ basis_not_established: 3, value_not_listed: 1 });
    expect((await home.quarantine()).map(({ line }) => line)).toEqual([6]);
  });
});

describe('demo homes', () => {
  it('take synthetic data only', async () => {
    const home = await openHome();
    home.write('lodging.csv', csv(lodgingHeader, lodgingRow(1)));
    expect((await home.refused({ demo: true })).code).toBe('not_synthetic');
    home.write('dataset.json', '{"synthetic": true}');
    expect((await home.load({ demo: true })).total.accepted).toBe(1);
  });
});

function onlyFile(folder: string, format: string): string {
  const target = join(folder, 'only');
  mkdirSync(target);
  renameSync(join(folder, `lodging.${format}`), join(target, `lodging.${format}`));
  return target;
}

function filesUnder(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const treeOf = (dir: string): readonly string[] => filesUnder(dir).map((path) => `${path} ${digest(path)}`);
const bytesUnder = (dir: string): string =>
  filesUnder(dir)
    .map((path) => readFileSync(path, 'latin1'))
    .join('');

function hashOfTable(sealedDir: string, name: string): string {
  const [path] = filesUnder(sealedDir).filter((file) => file.endsWith(name));
  return digest(path ?? '');
}
