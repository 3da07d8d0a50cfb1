import type { Book, CoveredTable } from './audit/index.ts';

/** The rows of runs, covered by the log. */
export const runTable: CoveredTable = Object.freeze({
  name: 'run',
  columns: Object.freeze(['id', 'sequence', 'as_of', 'model', 'report']),
});

export interface RunRecord<R> {
  readonly runId: string;
  /** Epoch seconds. */
  readonly asOf: number;
  readonly model: string;
  readonly report: R;
}

/** Which runs there were, in the order in which they became the newest. */
export interface RunBook<R> {
  /** Makes a run the newest one. Recording the same run again moves it to the front. @param at epoch seconds */
  record(run: RunRecord<R>, at: number): void;
  /** Newest first. */
  newest(limit: number): readonly RunRecord<R>[];
  find(runId: string): RunRecord<R> | undefined;
  /** The newest; the same object until there is another one. */
  last(): RunRecord<R> | undefined;
}

interface StoredRun {
  readonly id: string;
  readonly as_of: number;
  readonly model: string;
  readonly report: string;
}

/** @param changes another number once another process has written (`Ledger.changes`) */
export function openRunBook<R>({ database, act }: Book, changes: () => number): RunBook<R> {
  const last = database.prepare<[], number>('select coalesce(max(sequence), 0) from run').pluck();
  const first = database.prepare<[number], StoredRun>('select * from run order by sequence desc limit ?');
  const byId = database.prepare<[string], StoredRun>('select * from run where id = ?');
  const parse = parser<R>();
  let kept: { readonly changes: number; readonly run: RunRecord<R> | undefined } | undefined;
  return {
    record: ({ runId, asOf, model, report }, at) => {
      kept = undefined;
      act({ at, actor: 'system:run', act: 'run.record', subject: runId }, (pages) => {
        const sequence = Number(last.get()) + 1;
        pages.put(runTable, { id: runId, sequence, as_of: asOf, model, report: JSON.stringify(report) });
      });
    },
    newest: (limit) => first.all(limit).map(parse),
    find: (runId) => {
      const row = byId.get(runId);
      return row === undefined ? undefined : parse(row);
    },
    last: () => {
      if (kept?.changes !== changes()) kept = { changes: changes(), run: first.all(1).map(parse)[0] };
      return kept.run;
    },
  };
}

const parsedMost = 16;

/** A run that says what it said before is the same object. */
function parser<R>(): (row: StoredRun) => RunRecord<R> {
  const known = new Map<string, RunRecord<R>>();
  return ({ id, as_of, model, report }) => {
    const name = `${id} ${report}`;
    const record = known.get(name) ?? { runId: id, asOf: as_of, model, report: JSON.parse(report) as R };
    known.delete(name);
    known.set(name, record);
    for (const oldest of known.keys()) {
      if (known.size <= parsedMost) break;
      known.delete(oldest);
    }
    return record;
  };
}
