import { ExcavatorError, openEngine } from '../../engine/index.ts';
import type { TaskAsked, TaskResults, TaskTold } from './task-types.ts';

/** The process of one task: it opens the home by itself. It goes on to the end also when nobody hears of it any more. */
process.once('message', (asked: TaskAsked) => {
  void work(asked).then(
    (result) => tell({ kind: 'done', result }),
    (error: unknown) => {
      if (!(error instanceof ExcavatorError)) throw error;
      tell({ kind: 'refused', fault: error.fault });
    },
  );
});

function tell(told: TaskTold): void {
  if (process.connected) process.send?.(told, () => process.disconnect());
}

async function work({ home, task, now }: TaskAsked): Promise<TaskResults[keyof TaskResults]> {
  const engine = await openEngine({ home, now, clock: () => Math.floor(Date.now() / 1000) });
  try {
    const { oversight } = engine;
    if (task.what === 'verify') return oversight.verify();
    if (task.what === 'purge') return await oversight.purge(task.who, task.at);
    if (task.what === 'erase') return await oversight.eraseRecord(task.who, task.at, task.record);
    return await oversight.correctRecord(task.who, task.at, task.record);
  } finally {
    engine.close();
  }
}
