import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { openLake } from '../../engine/lake/index.ts';

/** Five million values a column from DuckDB into flat arrays; the best of three, printed. */
test('columns of five million rows', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'excavator-columns-'));
  const lake = await openLake({ threads: 2, memoryLimitMb: 1000, tempDir: dir });
  await lake.run(
    'create table t as select range as a, cast(range % 1000 as INTEGER) as b, case when range % 7 <> 0 then cast(range as DOUBLE) / 2 end as c from range(5000000)',
  );
  for (const query of ['a', 'b', 'c', 'a, b, c']) {
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      await lake.columns(`select ${query} from t`);
      best = Math.min(best, performance.now() - start);
    }
    console.log(`columns ${query}: ${Math.round(best)} ms`);
  }
  lake.close();
  rmSync(dir, { recursive: true });
});
