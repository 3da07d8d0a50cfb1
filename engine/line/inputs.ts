import { config } from '../config/index.ts';
import type { Home } from '../home.ts';
import { batchPrint, readBatches, sourceRelation } from '../ingest/index.ts';
import { decisionsPrint, newestInstant, readDecisions } from '../resolve/index.ts';
import type { RunInputs } from '../types.ts';
import { keyOf } from './steps.ts';
import { nothingLoaded, utcOffset } from './window.ts';

/** What a run reads, and the key that stands for all of it. */
export interface LineInputs {
  readonly batches: ReturnType<typeof readBatches>;
  readonly relation: ReturnType<typeof sourceRelation>;
  /** Epoch seconds: the newest record, and the date up to which records count. */
  readonly newest: number | undefined;
  readonly asOf: number;
  readonly utcOffsetSeconds: number;
  readonly resolveKey: string;
  readonly inputs: RunInputs;
}

/** @throws ExcavatorError nothing_loaded */
export async function lineInputs(home: Home, asOfWanted: number | undefined): Promise<LineInputs> {
  const batches = readBatches(home.sealedDir);
  const relation = sourceRelation(home.sealedDir, batches);
  const newest = await newestInstant(home.lake, relation);
  const asOf = asOfWanted ?? newest;
  if (asOf === undefined) throw nothingLoaded(home.config.home);
  const decisions = decisionsPrint(readDecisions(home.sealedDir));
  const settings = JSON.stringify([config.identity, config.lifetimes]);
  const prints = batches.map(batchPrint);
  return {
    batches,
    relation,
    newest,
    asOf,
    utcOffsetSeconds: utcOffset(batches, asOf),
    resolveKey: keyOf(home.keyPrint, String(asOf), settings, decisions, ...prints),
    inputs: {
      decisions,
      settings: keyOf(settings, JSON.stringify([config.contacts, config.channels, config.hopLimit])),
      batches: batches.map((batch, i) => ({
        batchId: batch.batchId,
        sequence: batch.sequence,
        print: prints[i] as string,
        rows: Object.fromEntries(Object.entries(batch.tables).map(([table, { rows }]) => [table, rows])),
      })),
    },
  };
}
