import { codes } from './codes.ts';
import type { FilePlan } from './plan.ts';
import type { Reasons } from './reasons.ts';
import type { FileAccount, IngestReport } from './types.ts';

/** So many examples of one code, and of one file, are shown. */
export const examplesPerCode = 5;
const examplesPerFile = 20;

export interface RejectedCount {
  readonly file: number;
  readonly reason: number;
  readonly n: number;
}

export interface RejectedRow {
  readonly file: number;
  readonly reason: number;
  readonly line: number;
}

/** The account of a file from its rows seen and the reasons its rows were turned away for. */
export function accountOf(
  plan: FilePlan,
  seen: number,
  rejected: readonly RejectedCount[],
  first: readonly RejectedRow[],
  reasons: Reasons,
): FileAccount {
  const counts: Record<string, number> = {};
  const outcomes = { quarantined: 0, duplicate: 0, refused: 0, stop: 0 };
  for (const { file, reason, n } of rejected) {
    if (file !== plan.index) continue;
    const { code } = reasons.at(reason);
    counts[code] = (counts[code] ?? 0) + n;
    outcomes[codes[code].outcome] += n;
  }
  const { quarantined, duplicate, refused } = outcomes;
  return Object.freeze({
    file: plan.found.relative,
    table: plan.table,
    seen,
    accepted: seen - quarantined - duplicate - refused,
    quarantined,
    duplicate,
    refused,
    alreadyLoaded: false,
    codes: Object.freeze(Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))),
    examples: examplesOf(
      first.filter(({ file }) => file === plan.index),
      reasons,
    ),
  });
}

/** A file that brings nothing new. */
export function knownAccount({ found, table }: FilePlan): FileAccount {
  const none = { seen: 0, accepted: 0, quarantined: 0, duplicate: 0, refused: 0 };
  return Object.freeze({ file: found.relative, table, ...none, alreadyLoaded: true, codes: {}, examples: [] });
}

export function totalOf(files: readonly FileAccount[]): IngestReport['total'] {
  const total = { seen: 0, accepted: 0, quarantined: 0, duplicate: 0, refused: 0 };
  const counts: Record<string, number> = {};
  for (const file of files) {
    for (const key of ['seen', 'accepted', 'quarantined', 'duplicate', 'refused'] as const) total[key] += file[key];
    for (const [code, n] of Object.entries(file.codes)) counts[code] = (counts[code] ?? 0) + n;
  }
  return Object.freeze({ ...total, codes: Object.freeze(counts) });
}

/** Reason and place only: no value of a row is ever shown. */
function examplesOf(rows: readonly RejectedRow[], reasons: Reasons): FileAccount['examples'] {
  const shown = new Map<string, number>();
  const examples: FileAccount['examples'][number][] = [];
  for (const { line, reason } of rows) {
    const { code, column, words } = reasons.at(reason);
    const before = shown.get(code) ?? 0;
    if (before >= examplesPerCode || examples.length >= examplesPerFile) continue;
    shown.set(code, before + 1);
    examples.push(Object.freeze({ line, column, code, reason: words }));
  }
  return Object.freeze(examples);
}
