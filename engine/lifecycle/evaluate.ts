import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EvaluationMetrics, evaluateRanking, type RankingTruth } from '../evaluate/index.ts';
import type { Home } from '../home.ts';
import { readBatches, sourceRelation } from '../ingest/index.ts';
import { type Column, sql, writeDurably } from '../lake/index.ts';
import { leadPolicy } from '../leads/index.ts';
import { bookOf, openTruthPersons } from '../line/index.ts';
import { type EvaluateOptions, type Role, type RunReport, roles } from '../types.ts';
import { rankingFolder, runOf } from '../views/index.ts';
import { comparisons } from './comparisons.ts';
import { modelOfRun, type ScoredBy } from './model-of-run.ts';
import { shadowFolder } from './shadow.ts';
import { shapSummary } from './shap-summary.ts';

const predictionColumns =
  'id_no, phone, person, role_true, p_user, p_retailer, p_supplier, known, rank_user, rank_retailer, rank_supplier';

/** The ranking that is measured, and the model behind it. */
interface Measured {
  readonly dir: string;
  readonly scoredBy: ScoredBy;
}

/**
 * Measures the newest ranking, or what another model would have made of the same people, against the truth; every key
 * of the truth file has a row, scored or not. The result is written down for the gates of a promotion.
 */
export async function evaluate(home: Home, options: EvaluateOptions): Promise<EvaluationMetrics> {
  const run = runOf(home, undefined);
  const { content } = rankingFolder(home, run.runId);
  const { dir, scoredBy } = await rankingOf(home, run, options.model);
  await predict(home, run, dir, options.truth);
  const told = await readPredictions(home);
  const compared = await comparisons(home, {
    content,
    asOf: run.asOf,
    people: told.person,
    truth: told.truth,
    model: scoredBy.model,
    rewire: options.controls === true,
  });
  const metrics: EvaluationMetrics = {
    runId: run.runId,
    asOf: run.asOf,
    model: scoredBy.label,
    modelSha256: scoredBy.sha256,
    ...evaluateRanking({ ...told.truth, ...compared }, { flaggedFrom: leadPolicy.proposeFrom }),
    shap: await shapSummary(home, content, scoredBy.model, told.truth, told.person),
  };
  if (options.out !== undefined) await write(home, options.out, metrics);
  await home.lake.run('drop table prediction');
  keepEvaluation(home, metrics);
  bookOf(home).recordEvaluation({
    model: scoredBy.label,
    sha256: scoredBy.sha256,
    runId: run.runId,
    at: home.clock(),
    metrics,
  });
  return metrics;
}

/** The newest evaluation of a model stays beside the ledger, for whoever looks at the model; nobody is in it. */
function keepEvaluation(home: Home, metrics: EvaluationMetrics): void {
  mkdirSync(join(home.config.home, 'evaluations'), { recursive: true });
  writeDurably(evaluationFile(home, metrics.modelSha256), JSON.stringify(metrics));
}

export function evaluationFile(home: Home, sha256: string): string {
  return join(home.config.home, 'evaluations', `${sha256}.json`);
}

async function rankingOf(home: Home, run: RunReport, wanted: string | undefined): Promise<Measured> {
  if (wanted === undefined) return { dir: rankingFolder(home, run.runId).dir, scoredBy: modelOfRun(home, run) };
  const other = await shadowFolder(home, run, wanted);
  return { dir: other.dir, scoredBy: { label: other.label, sha256: other.sha256, model: other.model } };
}

async function write(home: Home, out: string, metrics: EvaluationMetrics): Promise<void> {
  mkdirSync(out, { recursive: true });
  writeDurably(join(out, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
  const file = sql.text(join(out, 'predictions.csv'));
  await home.lake.run(
    `copy (select ${predictionColumns} from prediction order by id_no, phone) to ${file} (format csv, header)`,
  );
}

/** Makes the table `prediction`: the truth keys, who they are here, and their scores and ranks. */
async function predict(home: Home, run: RunReport, dir: string, truth: string): Promise<void> {
  const { content } = rankingFolder(home, run.runId);
  await openTruthPersons(home, truth, content.resolve, run.asOf);
  const table = (name: string): string => sql.parquet([join(home.lakeDir, content.resolve, `${name}.parquet`)]);
  const ranking = sql.parquet([join(dir, 'ranking.parquet')]);
  const known = `select distinct person from ${table('established')} where role in ('user', 'retailer', 'supplier')`;
  const scores = roles.map((role) => `${role}.score as p_${role}, ${role}.rank as rank_${role}`).join(', ');
  const joins = roles.map(
    (role) =>
      `left join (select "index", score, rank from ${ranking} where role = '${role}') ${role} on ${role}."index" = k.person`,
  );
  const register = sourceRelation(home.sealedDir, readBatches(home.sealedDir))('person');
  const groups =
    register === undefined
      ? 'select cast(null as VARCHAR) as id_no, cast(null as VARCHAR) as audit_group where false'
      : `select id_no, min(audit_group) as audit_group from ${register} as r group by id_no`;
  await home.lake.run(`
    create or replace temp table prediction as
    select k.id_no, k.phone, k.person as person_number, n.pseudonym as person, k.role as role_true, k.lookalike, k.network_id, k.pattern, g.audit_group, e.person is not null as known, ${scores}
    from truth_person k
    left join ${table('person')} n on n.person = k.person
    left join (${known}) e on e.person = k.person
    left join (${groups}) g on g.id_no = k.id_no
    ${joins.join(' ')}`);
  await home.lake.run('drop table truth_person');
}

/** The predictions as arrays, in the order that breaks ties in the ranking; `person` is -1 for who is nobody here. */
async function readPredictions(home: Home): Promise<{ readonly truth: RankingTruth; readonly person: Int32Array }> {
  const scores = roles.map((role) => `p_${role}`).join(', ');
  const table = await home.lake.columns(
    `select role_true, lookalike, network_id, pattern, audit_group, cast(known as INTEGER) as known, cast(coalesce(person_number, -1) as INTEGER) as person_number, ${scores}
     from prediction order by prediction.person_number nulls last, id_no nulls last, phone nulls last`,
  );
  const column = (name: string): Column => table.columns[name] as Column;
  const orNull = (name: string): readonly (string | null)[] => {
    const { values, valid } = column(name);
    return (values as readonly string[]).map((text, row) => (valid[row] === 1 ? text : null));
  };
  const score = (role: Role): Float64Array => column(`p_${role}`).values as Float64Array;
  const truth: RankingTruth = {
    role: column('role_true').values as RankingTruth['role'],
    lookalike: orNull('lookalike'),
    network: orNull('network_id'),
    pattern: orNull('pattern'),
    auditGroup: orNull('audit_group'),
    known: Uint8Array.from(column('known').values as Int32Array),
    scored: column('p_user').valid,
    scores: { user: score('user'), retailer: score('retailer'), supplier: score('supplier') },
  };
  return { truth, person: Int32Array.from(column('person_number').values as Int32Array) };
}
