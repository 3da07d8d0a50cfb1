import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Lake, openLake } from '../lake/index.ts';
import { blockPairs } from './blocking.ts';
import { clusterRecords, connectedGroups, missingPairs } from './cluster.ts';
import { comparePairs } from './compare.ts';
import { duckdbDialect as dialect } from './dialect.ts';
import { estimateModel, type LinkModel } from './estimate.ts';
import { type Plan, planComparisons } from './plan.ts';
import { readSource, type Source } from './read.ts';
import { buildRecords, type Records } from './records.ts';
import { modelReport, warningsOf } from './report.ts';
import { romaniseNames } from './romanise.ts';
import { createPairs, drawPairs, type Flood, keepOrdinary } from './sample.ts';
import { probabilityOf, type ScoredPairs, scorePairs, termWeights } from './score.ts';
import { type LinkSpec, readSpec } from './spec.ts';
import { bestThreshold, type Threshold } from './threshold.ts';
import { measureTruth, readTruth } from './truth.ts';
import type { LinkOptions, LinkProgress, LinkReport, RuleReport } from './types.ts';

/** Pairs below these log2 odds are neither written nor looked at again (a probability of about 1 %). */
const reportFloor = -6.6;
/** Links this sure make the persons that values are counted by. */
const sureWeight = 4;

/** All that a finished linkage leaves in the lake; tables `record`, `term_<i>`, `linked_pair`, `person_of`. */
export interface Linked {
  readonly sources: readonly Source[];
  readonly plan: Plan;
  readonly records: Records;
  readonly model: LinkModel;
  readonly threshold: Threshold;
  readonly rules: readonly RuleReport[];
  readonly floods: readonly Flood[];
  readonly comparedPairs: number;
  readonly clusters: number;
  readonly tooLargeGroups: number;
}

/**
 * Links the records of one file (duplicates) or of two, writes the pairs to `out` as CSV and reports.
 * Same files, spec and seed give the same bytes at any thread count.
 */
export async function linkRecords(options: LinkOptions): Promise<LinkReport> {
  return withLake(options, async (lake) => {
    const spec = readSpec(options.spec);
    const linked = await runLinkage(lake, options, spec);
    options.onProgress?.({ step: 'writing', done: 0, unit: 'pairs' });
    const writtenPairs = await writePairs(lake, options.out);
    const two = options.fileB !== undefined;
    if (options.truth !== undefined) await readTruth(lake, linked.sources, options.truth);
    const truth = options.truth === undefined ? undefined : await measureTruth(lake, two);
    const [matched] = await lake.rows<{ n: number }>('select count(*) as n from linked_pair where match');
    return Object.freeze({
      recordsA: linked.sources[0]?.records ?? 0,
      recordsB: linked.sources[1]?.records ?? 0,
      possiblePairs: linked.records.possiblePairs,
      comparedPairs: linked.comparedPairs,
      writtenPairs,
      matches: matched?.n ?? 0,
      clusters: linked.clusters,
      threshold: probabilityOf(linked.threshold.weight),
      lambda: linked.model.lambda,
      relativesLambda: linked.model.relatives?.lambda ?? 0,
      expectedF1: linked.threshold.expectedF1,
      comparisons: modelReport(linked.plan.comparisons, linked.model),
      ignoredColumns: linked.plan.ignored,
      rules: linked.rules,
      warnings: warningsOf(linked),
      ...(truth ? { truth } : {}),
      out: options.out,
    });
  });
}

/** Opens a lake for one linkage and removes what it spilled. */
export async function withLake<T>(
  options: Pick<LinkOptions, 'threads' | 'memoryLimitMb' | 'tempDir'>,
  use: (lake: Lake) => Promise<T>,
): Promise<T> {
  const spill = mkdtempSync(join(options.tempDir ?? tmpdir(), 'excavator-link-'));
  const lake = await openLake({
    threads: options.threads ?? Math.min(8, availableParallelism()),
    memoryLimitMb: options.memoryLimitMb ?? 2048,
    tempDir: spill,
  });
  try {
    return await use(lake);
  } finally {
    lake.close();
    rmSync(spill, { recursive: true, force: true });
  }
}

/** Read, plan, block, compare, estimate, score, cluster: the whole line, one step after the other. */
export async function runLinkage(lake: Lake, options: Omit<LinkOptions, 'out'>, spec: LinkSpec): Promise<Linked> {
  const tell = (progress: LinkProgress): void => options.onProgress?.(progress);
  tell({ step: 'reading', done: 0, unit: 'files' });
  const sources: Source[] = [];
  for (const [i, file] of [options.fileA, options.fileB].entries())
    if (file !== undefined) sources.push(await readSource(lake, file, i, options.id));
  const plan = await planComparisons(lake, sources, spec, options.truth);
  await romaniseNames(lake, sources, plan.comparisons);
  const records = await buildRecords(lake, sources, plan.comparisons);
  const rules = await blockPairs(lake, records, plan.comparisons, spec.blocking, (done, total) =>
    tell({ step: 'blocking', done, total, unit: 'rules' }),
  );
  tell({ step: 'comparing', done: 0, unit: 'pairs' });
  const floods = await keepOrdinary(lake, records, plan.comparisons);
  await drawPairs(lake, spec.seed ?? 1, sources.length === 2);
  // With few records the blocked pairs are all pairs, and so are the random ones.
  const allBlocked = rules[0]?.rule === 'all pairs' && floods.length === 0;
  const sampled = allBlocked ? 'block_vector' : 'random_vector';
  if (!allBlocked) await comparePairs(lake, records, plan.comparisons, 'random_pair', 'random_vector');
  await comparePairs(lake, records, plan.comparisons, 'block_pair', 'block_vector');
  tell({ step: 'estimating', done: 0, unit: 'rounds' });
  const model = await estimateModel(lake, records, plan.comparisons, 'block_vector', sampled, floods.length > 0);
  tell({ step: 'scoring', done: 0, unit: 'pairs' });
  const first = await firstScores(lake, plan, records, model);
  const threshold = chooseThreshold(first, spec);
  const joined = await joinRecords(lake, plan, records, model, first, threshold, spec);
  const [compared] = await lake.rows<{ n: number }>('select count(*) as n from block_pair');
  return { sources, plan, records, model, threshold, rules, floods, comparedPairs: compared?.n ?? 0, ...joined };
}

/** Scores twice: once to see who is surely one person, then with values counted by persons. */
async function firstScores(lake: Lake, plan: Plan, records: Records, model: LinkModel): Promise<ScoredPairs> {
  const alone = Int32Array.from({ length: records.count }, (_, i) => i);
  await createPersons(lake, alone);
  await termWeights(lake, plan.comparisons, model);
  await scorePairs(lake, plan.comparisons, model, 'block_vector', 'block_score');
  const rough = await readScores(lake, 'block_score', sureWeight);
  await createPersons(lake, connectedGroups(records.count, rough, sureWeight));
  await termWeights(lake, plan.comparisons, model);
  await scorePairs(lake, plan.comparisons, model, 'block_vector', 'block_score');
  return readScores(lake, 'block_score', reportFloor);
}

function chooseThreshold(scores: ScoredPairs, spec: LinkSpec): Threshold {
  const best = bestThreshold(scores.weight);
  if (spec.threshold === undefined || spec.threshold === 'auto') return best;
  return { ...best, weight: Math.log2(spec.threshold / (1 - spec.threshold)) };
}

/** Completes the groups, joins them by their mean link and leaves `linked_pair` (a, b, weight, match). */
async function joinRecords(
  lake: Lake,
  plan: Plan,
  records: Records,
  model: LinkModel,
  first: ScoredPairs,
  threshold: Threshold,
  spec: LinkSpec,
): Promise<{ clusters: number; tooLargeGroups: number }> {
  const [inFirst = 0, inSecond] = records.perSource;
  const source = Int32Array.from({ length: records.count }, (_, i) => (i < inFirst ? 0 : 1));
  const group = connectedGroups(records.count, first, threshold.weight);
  const missing = missingPairs(group, inSecond === undefined ? undefined : source, first);
  await createPairs(lake, 'inner_pair', missing.a, missing.b);
  await comparePairs(lake, records, plan.comparisons, 'inner_pair', 'inner_vector');
  await scorePairs(lake, plan.comparisons, model, 'inner_vector', 'inner_score');
  const all = joined(first, await readScores(lake, 'inner_score', undefined));
  const exclusive = spec.uniqueWithinFile ? source : undefined;
  const person = clusterRecords(records.count, all, group, threshold.weight, exclusive);
  await createPersons(lake, person);
  await lake.run(`create or replace temp table linked_pair as
    select s.a, s.b, s.weight, x.person = y.person as match
    from (select a, b, weight from block_score where weight >= ${reportFloor}
      union all select a, b, weight from inner_score) s
    join person_of x on x.rec = s.a join person_of y on y.rec = s.b
    where s.weight >= ${reportFloor} or x.person = y.person`);
  return { clusters: new Set(person).size, tooLargeGroups: missing.tooLarge };
}

async function createPersons(lake: Lake, person: Int32Array): Promise<void> {
  const valid = new Uint8Array(person.length).fill(1);
  const rec = Int32Array.from(person, (_, i) => i);
  await lake.createTable('person_of', {
    rows: person.length,
    columns: { rec: { kind: 'int32', values: rec, valid }, person: { kind: 'int32', values: person, valid } },
  });
}

async function readScores(lake: Lake, table: string, floor: number | undefined): Promise<ScoredPairs> {
  const test = floor === undefined ? '' : `where weight >= ${floor}`;
  const read = await lake.columns(`select a, b, weight from ${table} ${test} order by a, b`);
  if (read.rows === 0) return { a: new Int32Array(0), b: new Int32Array(0), weight: new Float64Array(0) };
  return {
    a: read.columns.a?.values as Int32Array,
    b: read.columns.b?.values as Int32Array,
    weight: read.columns.weight?.values as Float64Array,
  };
}

function joined(x: ScoredPairs, y: ScoredPairs): ScoredPairs {
  return {
    a: Int32Array.from([...x.a, ...y.a]),
    b: Int32Array.from([...x.b, ...y.b]),
    weight: Float64Array.from([...x.weight, ...y.weight]),
  };
}

async function writePairs(lake: Lake, out: string): Promise<number> {
  const probability = 'round(1 / (1 + pow(2.0, -p.weight)), 6)';
  const query = `select x.id as id_a, y.id as id_b, p.weight, ${probability} as probability, p.match
    from linked_pair p join normal x on x.rec = p.a join normal y on y.rec = p.b order by p.a, p.b`;
  await lake.run(dialect.writeCsv(query, out));
  const [row] = await lake.rows<{ n: number }>('select count(*) as n from linked_pair');
  return row?.n ?? 0;
}
