import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EvaluationMetrics, evaluateRanking, type RankingMetrics, type RankingTruth } from './evaluate/index.ts';
import type { Home } from './home.ts';
import { type Column, sql, writeDurably } from './lake/index.ts';
import { rankingFolder, runOf } from './ranking-view.ts';
import { openTruthPersons } from './truth-persons.ts';
import { type EvaluateOptions, type RunReport, roles } from './types.ts';

const predictionColumns =
  'id_no, phone, person, role_true, p_user, p_retailer, p_supplier, known, rank_user, rank_retailer, rank_supplier';

/** Measures the newest ranking against the truth; every key of the truth file has a row, scored or not. */
export async function evaluateNewest(home: Home, options: EvaluateOptions): Promise<EvaluationMetrics> {
  const run = runOf(home, undefined);
  await predict(home, run, options.truth);
  const metrics: EvaluationMetrics = {
    runId: run.runId,
    asOf: run.asOf,
    model: run.model,
    ...(await measure(home)),
  };
  if (options.out !== undefined) {
    mkdirSync(options.out, { recursive: true });
    writeDurably(join(options.out, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
    const file = sql.text(join(options.out, 'predictions.csv'));
    await home.lake.run(
      `copy (select ${predictionColumns} from prediction order by id_no, phone) to ${file} (format csv, header)`,
    );
  }
  await home.lake.run('drop table prediction');
  return metrics;
}

/** Makes the table `prediction`: the truth keys, who they are here, and their scores and ranks. */
async function predict(home: Home, run: RunReport, truth: string): Promise<void> {
  const { dir, content } = rankingFolder(home, run.runId);
  await openTruthPersons(home, truth, content.resolve, run.asOf);
  const table = (name: string): string => sql.parquet([join(home.lakeDir, content.resolve, `${name}.parquet`)]);
  const ranking = sql.parquet([join(dir, 'ranking.parquet')]);
  const known = `select distinct person from ${table('established')} where role in ('user', 'retailer', 'supplier')`;
  const scores = roles.map((role) => `${role}.score as p_${role}, ${role}.rank as rank_${role}`).join(', ');
  const joins = roles.map(
    (role) =>
      `left join (select "index", score, rank from ${ranking} where role = '${role}') ${role} on ${role}."index" = k.person`,
  );
  await home.lake.run(`
    create or replace temp table prediction as
    select k.id_no, k.phone, k.person as person_number, n.pseudonym as person, k.role as role_true, k.lookalike, e.person is not null as known, ${scores}
    from truth_person k
    left join ${table('person')} n on n.person = k.person
    left join (${known}) e on e.person = k.person
    ${joins.join(' ')}`);
  await home.lake.run('drop table truth_person');
}

async function measure(home: Home): Promise<RankingMetrics> {
  const scores = roles.map((role) => `p_${role}`).join(', ');
  const table = await home.lake.columns(
    `select role_true, lookalike, cast(known as INTEGER) as known, ${scores} from prediction
     order by person_number nulls last, id_no nulls last, phone nulls last`,
  );
  const column = (name: string): Column => table.columns[name] as Column;
  const lookalike = column('lookalike');
  return evaluateRanking({
    role: column('role_true').values as RankingTruth['role'],
    lookalike: (lookalike.values as readonly string[]).map((kind, row) => (lookalike.valid[row] === 1 ? kind : null)),
    known: Uint8Array.from(column('known').values as Int32Array),
    scored: column('p_user').valid,
    scores: {
      user: column('p_user').values as Float64Array,
      retailer: column('p_retailer').values as Float64Array,
      supplier: column('p_supplier').values as Float64Array,
    },
  });
}
