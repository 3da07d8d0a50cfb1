import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvaluationMetrics } from '../evaluate/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { bookOf, championPlace } from '../line/index.ts';
import { modelLabels, placeOf } from '../registry/index.ts';
import { type Role, roles } from '../types.ts';
import { driftReport } from './drift.ts';
import { evaluationFile } from './evaluate.ts';
import { gatesFor } from './promote.ts';
import type { CardReport, MonthlyReport, OutOfFold } from './types.ts';

const runsRead = 500;

/** A model's card, what it is here, and the state of its gates. */
export function cardReport(home: Home, wanted: string | undefined): CardReport {
  const now = championPlace(home);
  const place = wanted === undefined ? now : placeOf(home.config.home, wanted);
  const challenger = bookOf(home).alias('challenger');
  const aliases = [
    ...(place.sha256 === now.sha256 ? ['champion'] : []),
    ...(challenger?.sha256 === place.sha256 ? ['challenger'] : []),
  ];
  const file = join(place.folder, 'card.md');
  return {
    model: place.label,
    aliases,
    card: existsSync(file) ? readFileSync(file, 'utf8') : '',
    gates: gatesFor(home, place),
    models: modelLabels(home.config.home),
    evaluation: evaluationOf(evaluationFile(home, place.sha256)),
    outOfFold: outOfFoldOf(join(place.folder, 'metrics.json')),
  };
}

function evaluationOf(file: string): CardReport['evaluation'] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EvaluationMetrics) : null;
}

interface KeptRole {
  readonly rows: number;
  readonly positives: number;
  readonly booster: Readonly<Record<'auprc' | 'auroc' | 'ece' | 'precisionAt50', number>> | null;
  readonly baselines?: Readonly<Record<string, { readonly auprc: number }>>;
}

function outOfFoldOf(file: string): CardReport['outOfFold'] {
  if (!existsSync(file)) return null;
  const { roles: kept } = JSON.parse(readFileSync(file, 'utf8')) as { readonly roles?: Record<string, KeptRole> };
  const told = roles.map((role): [Role, OutOfFold] | undefined => {
    const one = kept?.[role];
    if (one === undefined) return undefined;
    const { auprc = null, auroc = null, ece = null, precisionAt50 = null } = one.booster ?? {};
    const baselines = Object.entries(one.baselines ?? {}).map(([name, { auprc: reached }]) => ({
      name,
      auprc: reached,
    }));
    return [
      role,
      { rows: one.rows, positives: one.positives, auprc, auroc, ece, precision_at_50: precisionAt50, baselines },
    ];
  });
  const known = told.filter((one) => one !== undefined);
  return known.length === roles.length ? (Object.fromEntries(known) as Record<Role, OutOfFold>) : null;
}

/** What happened in a calendar month: runs, moves of the champion, evaluations, and how far the data have drifted. */
export async function monthlyReport(home: Home, wanted: string | undefined): Promise<MonthlyReport> {
  const month = wanted ?? monthOf(home.config.now);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw wrongMonth(month);
  const book = bookOf(home);
  const within = (at: number): boolean => monthOf(at) === month;
  const runs = home.runs
    .newest(runsRead)
    .map(({ report }) => report)
    .filter(({ asOf }) => within(asOf));
  const newest = home.runs.newest(1)[0];
  return {
    month,
    champion: championPlace(home).label,
    runs: runs.map(({ runId, asOf, model, scored }) => ({ runId, asOf, model, scored })),
    moves: book.moves(runsRead).filter(({ proposedAt, approvedAt }) => within(proposedAt) || within(approvedAt ?? 0)),
    evaluations: book
      .evaluations(runsRead)
      .filter(({ at }) => within(at))
      .map(({ model, runId, metrics }) => ({
        model,
        runId,
        auprc: Object.fromEntries(roles.map((role) => [role, metrics.roles[role]?.auprc ?? 0])) as Record<
          (typeof roles)[number],
          number
        >,
        wrongfulShare: metrics.wrongful.share,
      })),
    drift: newest === undefined ? null : await driftReport(home, undefined),
    notices: newest === undefined ? ['There is no ranking yet, so drift could not be measured.'] : [],
  };
}

function monthOf(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 7);
}

function wrongMonth(got: string): ExcavatorError {
  return new ExcavatorError({
    code: 'month_unreadable',
    kind: 'usage',
    what: 'This is not a month.',
    got,
    expected: 'year and month, such as 2026-11',
    advice: 'Give --month YYYY-MM.',
  });
}
