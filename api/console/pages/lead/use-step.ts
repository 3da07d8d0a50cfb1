import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, statusOf } from '../../http/index.ts';
import type { Receipt } from '../../http/shapes.ts';
import { codeOfDraft, type StepDraft } from './draft.ts';
import type { OpenLead } from './use-lead.ts';

const dayStart = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) / 1000;

/** Sends one step, decided on the version that was read. */
export function useStep({ view, etag }: OpenLead, clear: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (draft: StepDraft) => {
      const { act, reason, role, established } = draft;
      const fact = act === 'outcome' ? { role, established_at: dayStart(established) } : {};
      const body = { code: codeOfDraft(draft), reason, ...fact };
      return (await call<Receipt>('POST', `/v1/leads/${encodeURIComponent(view.id)}/${act}`, { body, ifMatch: etag }))
        .body;
    },
    onSuccess: () => {
      clear();
      for (const name of ['lead', 'leads', 'wrongful']) void client.invalidateQueries({ queryKey: [name] });
    },
    onError: (error) => {
      // Somebody was quicker: show what they did, keep what was typed.
      if ([404, 409, 410, 412].includes(statusOf(error) ?? 0))
        void client.invalidateQueries({ queryKey: ['lead', view.id] });
    },
  });
}
