import type { Home } from './home.ts';
import { readBatches } from './ingest/index.ts';
import type { Status } from './types.ts';

const runsShown = 5;

/** What is in a home, from manifests and ledger alone; nothing is computed. */
export function statusOf(home: Home, engineVersion: string): Status {
  const batches = readBatches(home.sealedDir);
  const tables = new Map<string, { rows: number; batches: number }>();
  for (const batch of batches) {
    for (const [table, { rows }] of Object.entries(batch.tables)) {
      const so = tables.get(table) ?? { rows: 0, batches: 0 };
      tables.set(table, { rows: so.rows + rows, batches: so.batches + 1 });
    }
  }
  const runs = home.runs.newest(runsShown).map(({ report }) => report);
  return {
    home: home.config.home,
    engineVersion,
    tables: [...tables].map(([table, counts]) => ({ table, ...counts })),
    runs,
    model: runs[0]?.model ?? 'none yet',
    notices: runs[0]?.notices ?? [],
  };
}
