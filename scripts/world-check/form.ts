import type { DataSet } from './data-set.ts';
import { type FormSignal, formSignals } from './form-signals.ts';
import { type SignalRow, stratifiedAuroc } from './placement.ts';
import type { Souls } from './souls.ts';
import type { Finding, Gate } from './types.ts';

const slack = 0.02;
/** Standard errors allowed on top: some seventy signals are looked at. */
const errors = 3;
const fewest = 10;
/** Of a longer table so many innocent rows are taken by lot (not every n-th, which would pick digits of the record id). */
const mostRows = 300_000;

/**
 * Gate 3: what a record looks like (its number, its place in the file, its spelling, its seconds, its empty fields) may
 * not say who is guilty. Every guilty row is compared with innocent rows of the same sort of record, so that
 * behaviour, which gate 1 judges, is not taken for form.
 */
export async function formGate(data: DataSet, souls: Souls): Promise<Gate> {
  const findings: Finding[] = [];
  for (const signal of formSignals) {
    const finding = judge(signal, await readRows(data, signal, souls));
    if (finding !== undefined) findings.push(finding);
  }
  const failed = findings.filter((finding) => finding.failed);
  const excess = ({ value }: Finding): number => Math.abs((value ?? 0.5) - 0.5);
  const worst = [...findings].sort((a, b) => excess(b) - excess(a))[0];
  return {
    gate: 3,
    title: 'Form gives nobody away',
    verdict: failed.length > 0 ? 'fail' : findings.length === 0 ? 'skipped' : 'pass',
    summary:
      failed.length > 0
        ? `${failed.length} of ${findings.length} signals predict guilt: ${failed.map(({ name }) => name).join(', ')}.`
        : `None of ${findings.length} signals predicts guilt; furthest from 0.5: ${worst?.name} ${worst?.value?.toFixed(3)}.`,
    findings,
  };
}

async function readRows(
  data: DataSet,
  { from, sql, stratum }: FormSignal,
  souls: Souls,
): Promise<readonly SignalRow[]> {
  const { n } = await data.numbers(`select count(*) as n from ${from} as rows_of`);
  const every = Math.max(1, Math.ceil((n?.[0] ?? 0) / mostRows));
  const columns = await data.numbers(
    `with it as (select pid, pos, cast(${sql} as double) as value, ${stratum} as stratum from ${from} as rows_of)
     select it.pid, value, dense_rank() over (order by stratum) as stratum from it join soul o on o.pid = it.pid
     where value is not null and (o.role <> 'none' or hash(pos) % ${every} = 0) order by pos, it.pid`,
  );
  const { pid, value, stratum: strata } = columns as Record<string, Float64Array>;
  const rows: SignalRow[] = [];
  pid?.forEach((person, row) => {
    const role = souls.role[person];
    if (role === undefined || souls.known[person] === 1) return;
    rows.push({
      value: value?.[row] as number,
      stratum: String(strata?.[row]),
      guilty: role !== 'none',
      person,
      network: souls.network[person] as string,
    });
  });
  return rows;
}

function judge({ name, about }: FormSignal, rows: readonly SignalRow[]): Finding | undefined {
  const found = stratifiedAuroc(rows);
  if (found.positives < fewest || found.others < fewest) return undefined;
  const allowed = slack + errors * found.standardError;
  return {
    gate: 3,
    name,
    about,
    value: found.auroc,
    low: 0.5 - allowed,
    high: 0.5 + allowed,
    limit: `0.50 ± ${allowed.toFixed(3)}`,
    failed: Math.abs(found.auroc - 0.5) > allowed,
    positives: found.positives,
    others: found.others,
  };
}
