import type { Home } from '../home.ts';
import { roles } from '../types.ts';
import type { CaseGraph } from './case-graph.ts';
import { heldContacts } from './held-contacts.ts';
import { type RankingReader, runOf } from './ranking.ts';

/**
 * What looks at the newest run hold in memory. Read ahead, the first look at it waits no longer than the next; a look that
 * comes meanwhile waits for the same reading.
 */
export interface ReadAhead {
  /** `none`: there is no run yet; `unread`: there is a newest run that nobody has read ahead. */
  state(): 'none' | 'unread' | 'reading' | 'read' | 'unreadable';
  /** Resolves when the newest run is read, or cannot be; what stands in the way is told to whoever looks. */
  start(): Promise<void>;
}

export function createReadAhead(home: Home, rankings: RankingReader, caseGraph: () => Promise<CaseGraph>): ReadAhead {
  let begun: { readonly runId: string; ended: 'reading' | 'read' | 'unreadable' } | undefined;
  const newest = () => home.runs.last();
  const read = async (): Promise<void> => {
    // What most people look at first comes first.
    for (const role of roles) await rankings.rows(runOf(home, undefined), role);
    await heldContacts(home, await caseGraph());
  };
  return {
    state: () => {
      const run = newest();
      if (run === undefined) return 'none';
      return begun?.runId === run.runId ? begun.ended : 'unread';
    },
    start: async () => {
      const run = newest();
      if (run === undefined || begun?.runId === run.runId) return;
      const own: typeof begun = { runId: run.runId, ended: 'reading' };
      begun = own;
      own.ended = await read().then(
        () => 'read' as const,
        () => 'unreadable' as const,
      );
    },
  };
}
