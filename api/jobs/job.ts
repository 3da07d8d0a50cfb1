import { ExcavatorError, openEngine, roles } from '../../engine/index.ts';
import type { JobAsked, JobTold } from './types.ts';

/** What a Parquet file of an upload may hold once it is unpacked. */
const parquetMost = { rows: 4_000_000, bytes: 1024 ** 3 };

/** The process of one job: it opens the home by itself, works under the name of whoever asked, and tells how it goes. */
process.once('message', (asked: JobAsked) => {
  void work(asked).then(tell, (error: unknown) =>
    tell(
      error instanceof ExcavatorError
        ? { kind: 'failed', cause: error.fault.code, fault: error.fault }
        : { kind: 'failed', cause: 'internal_error' },
    ),
  );
});

function tell(told: JobTold): void {
  process.send?.(told, () => {
    if (told.kind !== 'progress') process.disconnect();
  });
}

async function work({ home, what, by, model, folder, map, now }: JobAsked): Promise<JobTold> {
  const clock = (): number => Math.floor(Date.now() / 1000);
  let last = 0;
  const engine = await openEngine({
    home,
    now,
    clock,
    onProgress: ({ step, done, total }) => {
      if (Date.now() - last < 250) return;
      last = Date.now();
      tell({ kind: 'progress', step, done, of: total ?? null });
    },
  });
  try {
    const named = engine.as(by);
    if (what === 'ingest') {
      const ingested = await named.ingest(folder ?? '', { parquetMost, ...(map === undefined ? {} : { map }) });
      const { seen, accepted } = ingested.total;
      return { kind: 'done', result: `${accepted} of ${seen} rows accepted`, ingested };
    }
    if (what === 'run') {
      const { scored, model: used } = await named.run();
      return { kind: 'done', result: `${scored} people scored by ${used}` };
    }
    if (what === 'train') {
      const { model: made, parent } = await named.train();
      return {
        kind: 'done',
        result: made === null ? `Nothing that was learnt helped; ${parent} stays.` : `New challenger ${made}`,
      };
    }
    const { challenger, champion, scored, roles: of } = await named.shadow(model);
    const compared = roles.map((role) => ({
      role,
      rank_correlation: Number.isNaN(of[role].rankCorrelation) ? null : of[role].rankCorrelation,
      same_of_first_50: of[role].sameOfFirst50,
      same_of_first_500: of[role].sameOfFirst500,
      mean_champion: of[role].meanChampion,
      mean_challenger: of[role].meanChallenger,
    }));
    return { kind: 'done', result: `${challenger} beside ${champion} on ${scored} people`, compared };
  } finally {
    engine.close();
  }
}
