import { fingerprint, hashFile, warrantStateOf } from './fingerprint.ts';
import type { NewFile } from './load-table.ts';
import { expectBounded } from './parquet-bounds.ts';
import { type FilePlan, readShape } from './plan.ts';
import { byteProgress } from './progress.ts';
import type { BatchContent, IngestContext } from './types.ts';

/** A file whose shape fits its table, with the hash of its bytes and of how they are read. */
export interface Identified extends NewFile {
  readonly fingerprint: string;
}

/** Checks the shape of every file, then hashes them; nothing is stored. */
export async function identify(
  context: IngestContext,
  plans: readonly FilePlan[],
  earlier: readonly BatchContent[],
): Promise<readonly Identified[]> {
  const shaped = [];
  for (const plan of plans) {
    const shape = await readShape(context.lake, plan);
    if (shape.format === 'parquet' && context.parquetMost !== undefined)
      await expectBounded(context.lake, plan.found, shape.columns, context.parquetMost);
    shaped.push({ plan, shape });
  }
  const onBytes = byteProgress(context, 'hash', shaped);
  const hashed: NewFile[] = [];
  for (const file of shaped) hashed.push({ ...file, contentHash: await hashFile(file.plan.found.path, onBytes) });
  const deciding = hashed.filter(({ plan }) => plan.table === 'authorisation' || plan.table === 'subscription');
  const warrants = warrantStateOf(
    earlier,
    deciding.map(({ contentHash, plan }) => fingerprint(contentHash, plan.reading, '')),
  );
  return hashed.map((file) => ({ ...file, fingerprint: fingerprint(file.contentHash, file.plan.reading, warrants) }));
}
