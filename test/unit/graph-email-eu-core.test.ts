import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureGraph } from '../../engine/graph/index.ts';
import { agreement } from '../../engine/kernel/partition-agreement.ts';

const shared = process.env.EXCAVATOR_SHARED_DATA ?? join(import.meta.dirname, '../../../shared/data');
const data = join(shared, 'graph/email-eu-core');
const missing = existsSync(data) ? '' : ` (skipped: ${data} is not there)`;

it.skipIf(missing !== '')(
  `finds the departments of email-Eu-core without their names${missing}`,
  async ({ annotate }) => {
    const folder = mkdtempSync(join(tmpdir(), 'eu-core-'));
    const words = (file: string): string[][] =>
      readFileSync(join(data, file), 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(' '));
    const department = new Map(words('email-Eu-core-department-labels.txt').map(([id, label]) => [id, Number(label)]));
    const edges = join(folder, 'edges.csv');
    writeFileSync(
      edges,
      `source,target\n${words('email-Eu-core.txt')
        .map((pair) => pair.join())
        .join('\n')}\n`,
    );
    for (const directed of [false, true]) {
      const out = join(folder, 'out.csv');
      const report = await measureGraph({ edges, out, directed, measures: ['community', 'louvain'] });
      const rows = readFileSync(out, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      const truth = Int32Array.from(rows, ([id]) => department.get(id) ?? -1);
      expect(report.nodes).toBe(1005);
      for (const column of [1, 2]) {
        const { nmi, ari } = agreement(
          Int32Array.from(rows, (row) => Number(row[column])),
          truth,
        );
        await annotate(`email-Eu-core ${report.columns[column]}: NMI ${nmi.toFixed(3)}, ARI ${ari.toFixed(3)}`);
        expect(nmi).toBeGreaterThanOrEqual(0.6);
        expect(ari).toBeGreaterThanOrEqual(0.36);
      }
    }
    rmSync(folder, { recursive: true });
  },
);
