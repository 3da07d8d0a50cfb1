import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commitFolder, hashOf, sweepPartial } from '../lake/index.ts';
import { accountOf, knownAccount, totalOf } from './account.ts';
import { batchDir, batchesDir, readBatches } from './batches.ts';
import { refusal } from './codes.ts';
import { shownFailure } from './failures.ts';
import { contentOf, type EarlierLoads, earlierLoads } from './fingerprint.ts';
import { listFiles } from './folder.ts';
import { type Identified, identify } from './identify.ts';
import { dropTables, type LoadContext, type Loaded, load, writeQuarantine } from './load.ts';
import * as notice from './notices.ts';
import { planFiles } from './plan.ts';
import { byteProgress } from './progress.ts';
import type { BatchContent, FileAccount, IngestContext, IngestReport, IngestRequest } from './types.ts';

/**
 * Takes a data set in: every row is accepted, quarantined, a duplicate or refused, and counted. The batch becomes
 * visible in one rename, or not at all.
 * @throws ExcavatorError with a code of `codes.ts` whose outcome is `stop`
 */
export async function ingest(context: IngestContext, folder: string, request: IngestRequest): Promise<IngestReport> {
  sweepPartial(batchesDir(context.sealedDir));
  try {
    return await take(context, folder, request);
  } catch (error) {
    throw shownFailure(error, folder);
  } finally {
    rmSync(workDirOf(context), { recursive: true, force: true });
    await dropTables(context.lake);
  }
}

async function take(context: IngestContext, folder: string, request: IngestRequest): Promise<IngestReport> {
  // What reads their schemas is hundreds of files: only a load waits for it, no other command.
  const [{ readMap }, { readDataset }] = await Promise.all([import('./map-file.ts'), import('./dataset.ts')]);
  const map = request.map === undefined ? undefined : readMap(request.map);
  const found = listFiles(folder);
  const dataset = readDataset(found, map);
  if (context.demo && !dataset.synthetic) throw refusal('not_synthetic', { where: folder });
  const ignore = request.ignore ?? [];
  const plan = planFiles(folder, found, map, ignore, dataset.warrantNotRequired);
  const earlier = readBatches(context.sealedDir);
  const known = earlierLoads(earlier);
  const files = await identify(context, plan.files, earlier);
  const fresh = files.filter(({ fingerprint }) => known.sameLoad(fingerprint) === undefined);
  const notices = [...plan.notices, ...(dataset.warrantNotRequired ? [notice.warrantNotRequired] : [])];
  notices.push(...notice.zoneOfRecords(dataset.timezone, earlier));
  if (fresh.length === 0) return nothingNew(files, known, notices);

  const { now, lake, sealedDir } = context;
  const onBytes = byteProgress(context, 'load', fresh);
  const { warrantNotRequired } = dataset;
  const work = { lake, sealedDir, workDir: workDirOf(context), earlier, now, warrantNotRequired, onBytes };
  const loaded = await load(work, fresh);
  const accounts = new Map(files.map((file) => [file, accountFor(file, fresh, loaded, known)]));
  const taken = fresh.filter((file) => accounts.get(file)?.alreadyLoaded === false);
  notices.push(...notice.ofLoad(files, loaded, ignore));
  if (taken.length === 0) return nothingNew(files, known, notices);

  const batch = await commit(
    work,
    dataset,
    loaded,
    taken,
    taken.map((file) => accounts.get(file) as FileAccount),
  );
  notices.push(...notice.ofQuarantine(batch));
  const all = files.map((file) => accounts.get(file) as FileAccount);
  return Object.freeze({ batchId: batch.batchId, alreadyLoaded: false, files: all, total: totalOf(all), notices });
}

/**
 * Reads a map file for nothing but to refuse a wrong one early.
 * @throws map_unreadable, map_invalid
 */
export async function checkMap(path: string): Promise<void> {
  const { readMap } = await import('./map-file.ts');
  readMap(path);
}

/** Spool and Parquet files until the commit; the ending lets a later run sweep it. */
function workDirOf({ sealedDir }: IngestContext): string {
  return join(batchesDir(sealedDir), 'load.partial');
}

/**
 * The account of a file. Bytes that were loaded before under other conditions (another map, other warrants) and now
 * bring neither a row nor another fault count as loaded.
 */
function accountFor(file: Identified, fresh: readonly Identified[], loaded: Loaded, known: EarlierLoads): FileAccount {
  const { plan, fingerprint } = file;
  if (!fresh.includes(file)) return knownAccount(plan);
  const account = accountOf(plan, loaded.seen.get(plan.index) ?? 0, loaded.rejected, loaded.first, loaded.reasons);
  const before = known.sameBytes(fingerprint);
  const place = before?.contentHashes.findIndex((hash) => contentOf(hash) === contentOf(fingerprint)) ?? -1;
  const nothing = account.accepted === 0 && account.quarantined === before?.files[place]?.quarantined;
  return nothing ? knownAccount(plan) : account;
}

async function commit(
  work: LoadContext,
  dataset: BatchContent['dataset'],
  loaded: Loaded,
  taken: readonly Identified[],
  accounts: readonly FileAccount[],
): Promise<BatchContent> {
  await writeQuarantine(
    work,
    loaded.reasons,
    taken.map(({ plan }) => plan),
  );
  const contentHashes = taken.map(({ fingerprint }) => fingerprint);
  const sequence = (work.earlier.at(-1)?.sequence ?? 0) + 1;
  const batchId = hashOf(...contentHashes);
  const content: BatchContent = { batchId, sequence, dataset, tables: loaded.tables, files: accounts, contentHashes };
  const manifest = await commitFolder(batchDir(work.sealedDir, content), batchId, async (partial) => {
    const names = [...Object.values(loaded.tables).map(({ file }) => file), 'quarantine.parquet'];
    for (const name of names) renameSync(join(work.workDir, name), join(partial, name));
    return content;
  });
  return manifest.content;
}

function nothingNew(files: readonly Identified[], known: EarlierLoads, notices: readonly string[]): IngestReport {
  const [first] = files;
  const batch = first && (known.sameLoad(first.fingerprint) ?? known.sameBytes(first.fingerprint));
  const accounts = files.map(({ plan }) => knownAccount(plan));
  return Object.freeze({
    batchId: batch?.batchId ?? '',
    alreadyLoaded: true,
    files: accounts,
    total: totalOf(accounts),
    notices: [...notices, notice.nothingNew],
  });
}
