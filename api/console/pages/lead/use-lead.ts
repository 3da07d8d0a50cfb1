import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/index.ts';
import type { LeadAnswer } from '../../http/shapes.ts';

export interface OpenLead {
  readonly view: LeadAnswer;
  /** Which state of the lead was read; a step on an older one is refused. */
  readonly etag: string | undefined;
}

/** Opening a lead is itself an act of the log, so it is not repeated without need. */
export function useLead(id: string, caseId: string | undefined, enabled: boolean) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['lead', id, caseId ?? null],
    queryFn: async ({ signal }): Promise<OpenLead> => {
      const query = { case: caseId };
      const { body, etag } = await call<LeadAnswer>('GET', `/v1/leads/${encodeURIComponent(id)}`, { query, signal });
      // Whoever is shown counts against the case.
      if (caseId !== undefined) void client.invalidateQueries({ queryKey: ['cases'] });
      return { view: body, etag };
    },
    enabled,
  });
}
