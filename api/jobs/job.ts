import { ExcavatorError, openEngine } from '../../engine/index.ts';
import type { JobAsked, JobTold } from './types.ts';

/** The process of one job: it opens the home by itself, works under the name of whoever asked, and tells how it goes. */
process.once('message', (asked: JobAsked) => {
  void work(asked).then(tell, (error: unknown) =>
    tell({ kind: 'failed', cause: error instanceof ExcavatorError ? error.fault.code : 'internal_error' }),
  );
});

function tell(told: JobTold): void {
  process.send?.(told, () => {
    if (told.kind !== 'progress') process.disconnect();
  });
}

async function work({ home, what, by, model, now }: JobAsked): Promise<JobTold> {
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
    const { challenger, champion, scored } = await named.shadow(model);
    return { kind: 'done', result: `${challenger} beside ${champion} on ${scored} people` };
  } finally {
    engine.close();
  }
}
