import type { Home } from '../home.ts';
import { readBatches } from '../ingest/index.ts';

const sources = ['lodging', 'transport', 'checkpoint', 'parcel', 'call'] as const;

/** Share of the loaded records that each of the five sources has. */
export function sourceShares(home: Home): Readonly<Record<string, number>> {
  const rows = sources.map((table) =>
    readBatches(home.sealedDir).reduce((sum, { tables }) => sum + (tables[table]?.rows ?? 0), 0),
  );
  const total = rows.reduce((sum, count) => sum + count, 0);
  return Object.fromEntries(sources.map((table, i) => [table, total === 0 ? 0 : (rows[i] as number) / total]));
}
