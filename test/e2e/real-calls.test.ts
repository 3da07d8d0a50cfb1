import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { IngestReport, Ranking } from '../../engine/index.ts';
import { cliJson, scratch } from '../fixtures/cli.ts';

const map = fileURLToPath(new URL('../fixtures/maps/vast2008-calls.json', import.meta.url));
const published = fileURLToPath(new URL('../../../shared/data/calls/vast2008-cdr.csv', import.meta.url));
const space = scratch();
afterAll(() => space.drop());

const small = [
  'From,To,Datetime,Duration(seconds),Cell Tower',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `${200 + (i % 7)},${300 + (i % 11)},20060601 ${String(8 + (i % 12)).padStart(2, '0')}15,${30 + i},${1 + (i % 5)}`,
  ),
].join('\n');

function line(name: string, fill: (folder: string) => void): { ingested: IngestReport; ranking: Ranking } {
  const folder = join(space.dir, name);
  mkdirSync(folder);
  fill(folder);
  writeFileSync(
    join(folder, 'case_person.csv'),
    'case_no,phone,role,established_at,basis\nC-1,200,supplier,2006-06-01T00:00:00+08:00,conviction\n',
  );
  const home = join(space.dir, `${name}-home`);
  const ingested = cliJson<IngestReport>('--home', home, 'ingest', folder, '--map', map);
  cliJson('--home', home, 'run');
  return { ingested, ranking: cliJson<Ranking>('--home', home, 'rank', '--role', 'supplier', '--top', '20') };
}

describe("somebody else's call file, by a map", () => {
  it('is loaded and its phones are ranked', () => {
    const { ingested, ranking } = line('small', (folder) => writeFileSync(join(folder, 'vast2008-cdr.csv'), small));
    expect(ingested.total).toMatchObject({ seen: 41, accepted: 41, quarantined: 0, refused: 0 });
    expect(ranking.rows.length).toBeGreaterThan(5);
    expect(ranking.notices.join(' ')).toContain('none-required');
  });

  it.skipIf(!existsSync(published))(
    'works on the published file of the VAST Challenge 2008 (skipped where it is absent)',
    () => {
      const { ingested, ranking } = line('published', (folder) =>
        copyFileSync(published, join(folder, 'vast2008-cdr.csv')),
      );
      expect(ingested.total.accepted).toBeGreaterThan(9000);
      expect(ranking.rows).toHaveLength(20);
      expect(ranking.total).toBeGreaterThan(200);
    },
  );
});
