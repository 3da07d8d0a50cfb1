import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lake } from '../lake/index.ts';
import { textTable, withNumbers } from './lake-columns.ts';
import type { Slip, SlipKind, SlipWeights } from './slips/index.ts';

/**
 * Writes what was joined because it looks like another identifier with a typing error, a weight a line (`slip.parquet`),
 * and what the comparisons weigh (`slip-weights.json`). Sealed: both are needed to explain who is who.
 */
export async function writeSlips(
  lake: Lake,
  slips: readonly Slip[],
  weights: Partial<Record<SlipKind, SlipWeights>>,
  sealedDir: string,
): Promise<void> {
  const rounded = slips.map(({ lines }) =>
    lines.map(({ what, bits }) => ({ what, bits: Math.round(bits * 100) / 100 })),
  );
  const table = textTable({
    identifier: slips.map(({ identifier }) => identifier),
    meant: slips.map(({ meant }) => meant),
    lines: rounded.map((lines) => JSON.stringify(lines)),
  });
  await lake.createTable(
    'slip_line',
    withNumbers(table, {
      probability: Float64Array.from(slips, ({ probability }) => Math.round(probability * 1e6) / 1e6),
    }),
  );
  await lake.writeParquet('select * from slip_line order by identifier, meant', join(sealedDir, 'slip.parquet'));
  await lake.run(lake.dialect.drop('slip_line'));
  writeFileSync(join(sealedDir, 'slip-weights.json'), `${JSON.stringify(weights)}\n`);
}
