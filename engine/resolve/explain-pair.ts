import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lake, sql } from '../lake/index.ts';
import { indexColumn, textColumn } from './lake-columns.ts';
import { comparePairs, linesOfLevels, type SlipKind, type SlipLine, type SlipWeights } from './slips/index.ts';
import * as steps from './sql/explain.ts';

export interface PairExplained {
  /** 1 where the two were joined as one identifier with a typing error. */
  readonly joined: boolean;
  readonly lines: readonly SlipLine[];
}

/**
 * Why two identifiers of one kind look like one person's, or do not: the weights of the run, in bits, applied to
 * what the sources (`src_` views) say of the two. Undefined where they are of two kinds or nothing was weighed.
 */
export async function explainPair(
  lake: Lake,
  sealedDir: string,
  a: string,
  b: string,
): Promise<PairExplained | undefined> {
  const kind = a.slice(0, 1) as SlipKind;
  const weights = readWeights(sealedDir)[kind];
  if (weights === undefined || a === b || b.slice(0, 1) !== kind) return undefined;
  const seen = await lake.columns(steps.namesOf(kind, [a, b]));
  const [of, name] = [textColumn(seen, 'identifier'), textColumn(seen, 'name')];
  const mates = await lake.columns(steps.matesOf(kind, [a, b]));
  const [mateOf, mate] = [textColumn(mates, 'identifier'), textColumn(mates, 'mate')];
  const numbers = new Map([...new Set(mate)].sort().map((one, i) => [one, i]));
  const times = await lake.rows<{ identifier: string; times: number }>(steps.timesOf(kind, [a, b]));
  const pick = <T>(keys: readonly string[], values: readonly T[], wanted: string): T[] =>
    values.filter((_, i) => keys[i] === wanted);
  const compared = comparePairs({
    kind,
    identifier: [a, b],
    loose: Uint8Array.of(1, 1),
    slip: Int32Array.of(0),
    meant: Int32Array.of(1),
    control: Uint8Array.of(1),
    controls: 0,
    names: filled([pick(of, name, a), pick(of, name, b)]),
    mates: filled([a, b].map((one) => new Set(pick(mateOf, mate, one).map((text) => numbers.get(text) as number)))),
    sorts: new Map(),
    times: new Map([a, b].map((one, i) => [i, times.find(({ identifier }) => identifier === one)?.times ?? 0])),
    oftenShare: 0,
  });
  const common = compared.names[compared.sameName[0] ?? -1];
  const share = common === undefined ? weights.sameName : await shareOf(lake, common);
  return {
    joined: await wasJoined(lake, sealedDir, a, b),
    lines: linesOfLevels(weights, compared.levels, () => share),
  };
}

function filled<T extends { readonly length: number } | { readonly size: number }>(
  values: readonly T[],
): ReadonlyMap<number, T> {
  return new Map([...values.entries()].filter(([, value]) => ('size' in value ? value.size : value.length) > 0));
}

function readWeights(sealedDir: string): Partial<Record<SlipKind, SlipWeights>> {
  const file = join(sealedDir, 'slip-weights.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<SlipKind, SlipWeights>>) : {};
}

async function shareOf(lake: Lake, name: string): Promise<number> {
  const counts = await lake.columns(steps.nameCount(name));
  const [same = 0, all = 0] = indexColumn(counts, 'n');
  return Math.max(1, same) / Math.max(2, all);
}

async function wasJoined(lake: Lake, sealedDir: string, a: string, b: string): Promise<boolean> {
  const file = sql.parquet([join(sealedDir, 'person_key.parquet')]);
  const [row] = await lake.rows<{ persons: number; keys: number }>(
    `select count(distinct person) as persons, count(*) as keys from ${file} where identifier in (${sql.text(a)}, ${sql.text(b)})`,
  );
  return row?.keys === 2 && row.persons === 1;
}
