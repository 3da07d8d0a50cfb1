import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, openHome, tempFolder } from '../../fixtures/ingest/home.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const vastMap = join(fixtures, 'maps/vast2008-calls.json');

describe('--map', () => {
  it('reads a call file in the shape of the VAST challenge, with an established case beside it', async () => {
    const home = await openHome();
    const report = await home.load({ folder: join(fixtures, 'ingest/vast-shape'), map: vastMap });
    expect(report.files.find(({ table }) => table === 'call')).toMatchObject({
      seen: 7,
      accepted: 5,
      quarantined: 2,
      codes: { wrong_type: 1, required_empty: 1 },
    });
    const calls = await home.table('call');
    expect(calls[0]).toMatchObject({ caller: '200', callee: '11', duration_s: 60, caller_cell: '1', kind: 'voice' });
    // 08:03 in Shanghai.
    expect(calls[0]?.started_at).toBe(Date.parse('2024-05-01T08:03:00+08:00') / 1000);
    expect(calls.map(({ record_id }) => String(record_id).slice(16))).toEqual(['-2', '-3', '-4', '-5', '-6']);
    expect(await home.table('case_person')).toEqual([
      expect.objectContaining({ phone: '200', role: 'supplier', basis: 'conviction' }),
    ]);
    expect((await home.load({ folder: join(fixtures, 'ingest/vast-shape'), map: vastMap })).alreadyLoaded).toBe(true);
  });

  const published = join(import.meta.dirname, '../../../../shared/data/calls/vast2008-cdr.csv');
  const source = existsSync(published) ? published : undefined;
  it.skipIf(source === undefined)(
    'reads the real file of the challenge (skipped where shared/data is absent)',
    async () => {
      const home = await openHome();
      const folder = tempFolder();
      copyFileSync(source ?? '', join(folder, 'vast2008-cdr.csv'));
      copyFileSync(join(fixtures, 'ingest/vast-shape/case_person.csv'), join(folder, 'case_person.csv'));
      const report = await home.load({ folder, map: vastMap });
      expect(report.files.find(({ table }) => table === 'call')).toMatchObject({
        seen: 9834,
        accepted: 9830,
        // Four calls of the file have a negative duration.
        codes: { out_of_bounds: 4 },
      });
    },
  );

  it('makes the same record ids from the same bytes under another name', async () => {
    const ids: unknown[] = [];
    for (const name of ['vast2008-cdr.csv', 'copy/vast2008-cdr.csv']) {
      const home = await openHome();
      home.write(name, csv('From,To,Datetime,Duration(seconds),Cell Tower', '1,2,20240501 0800,5,9'));
      await home.load({ map: vastMap });
      ids.push((await home.table('call'))[0]?.record_id);
    }
    expect(ids[0]).toBe(ids[1]);
  });

  it('joins a date and a time, renames, fills constants and leaves columns out', async () => {
    const home = await openHome();
    home.write('guests 2024.csv', csv('No,Hotel,Day,Clock,Remark', '7,H-1,1/5/2024,8:03,late'));
    const map = home.write(
      '.map.json',
      JSON.stringify({
        dataset: { name: 'guests', timezone: 'Asia/Urumqi' },
        files: [
          {
            file: 'guests*.csv',
            table: 'lodging',
            rename: { No: 'record_id', Hotel: 'place_id' },
            constants: { room: '12' },
            time: { columns: ['Day', 'Clock'], into: 'check_in', format: 'd/m/yyyy h:mm', zone: '+08:00' },
            ignore: ['Remark'],
          },
        ],
      }),
    );
    const report = await home.load({ map });
    expect(report.notices).toEqual(['guests 2024.csv: left out Remark.']);
    expect((await home.table('lodging'))[0]).toMatchObject({ record_id: '7', room: '12', check_in: 1714521780 });
  });

  const rule = { file: 'a.csv', table: 'lodging' };
  it.each([
    ['not JSON', '{', 'map_unreadable'],
    ['no files', '{}', 'map_invalid'],
    ['an unknown key', { files: [{ ...rule, tabel: 1 }] }, 'map_invalid'],
    ['an unknown table', { files: [{ ...rule, table: 'guests' }] }, 'map_invalid'],
    ['a rename to no column', { files: [{ ...rule, rename: { a: 'guest' } }] }, 'map_invalid'],
    ['a constant for no column', { files: [{ ...rule, constants: { guest: 1 } }] }, 'map_invalid'],
    [
      'no such zone',
      { files: [{ ...rule, time: { column: 'check_in', format: 'yyyymmdd', zone: 'Mars' } }] },
      'map_invalid',
    ],
    [
      'no such format',
      { files: [{ ...rule, time: { column: 'check_in', format: 'hhmm', zone: 'UTC' } }] },
      'map_invalid',
    ],
    ['a record id for a register', { files: [{ file: 'a.csv', table: 'person', recordId: 'row' }] }, 'map_invalid'],
    ['a column that the file lacks', { files: [{ ...rule, rename: { nope: 'room' } }] }, 'map_invalid'],
    ['a constant for a column that is there', { files: [{ ...rule, constants: { room: '1' } }] }, 'duplicate_column'],
  ])('with %s is refused in words', async (_, content, code) => {
    const home = await openHome();
    home.write('a.csv', csv('record_id,place_id,check_in,room', '1,H,1714521600,1'));
    const map = home.write('.map.json', typeof content === 'string' ? content : JSON.stringify(content));
    const refused = await home.refused({ map });
    expect(refused.code).toBe(code);
    expect(refused.text).toMatch(/Where: /);
  });

  it('that is not there is refused', async () => {
    const home = await openHome();
    expect((await home.refused({ map: join(home.folder, 'nowhere.json') })).code).toBe('map_unreadable');
  });
});
