import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useReducer } from 'react';
import { get } from '../../http/index.ts';
import type { NeighbourhoodAnswer, PathsAnswer } from '../../http/shapes.ts';
import { emptyHistory, pageOf, turn } from './state.ts';

export interface Expansion {
  readonly person: string;
  readonly channel: string;
  readonly top: number;
}

/** The picture with its past, and the three ways to ask for more of it. */
export function useNetwork(caseId: string | undefined) {
  const client = useQueryClient();
  const [history, act] = useReducer(turn, emptyHistory);
  const neighbourhood = (person: string, top: number, channel: string, cursor?: string | null) =>
    get<NeighbourhoodAnswer>(`/v1/persons/${encodeURIComponent(person)}/neighbourhood`, {
      case: caseId,
      top,
      channel,
      cursor,
    });
  // Whoever is shown is charged to the case.
  const charged = (): void => void client.invalidateQueries({ queryKey: ['cases'] });
  const start = useMutation({
    mutationFn: (person: string) => neighbourhood(person, 20, ''),
    onSuccess: (answer) => {
      act({ do: 'start', answer });
      charged();
    },
  });
  const expand = useMutation({
    mutationFn: ({ person, channel, top }: Expansion) =>
      neighbourhood(person, top, channel, pageOf(history.now, person, channel)?.cursor),
    onSuccess: (answer, { channel }) => {
      act({ do: 'expand', answer, channel });
      charged();
    },
  });
  const paths = useMutation({
    mutationFn: ({ from, to, timed }: { readonly from: string; readonly to: string; readonly timed: boolean }) =>
      get<PathsAnswer>('/v1/paths', { from, to, by: timed ? 'time' : 'strength', k: 3, case: caseId }),
    onSuccess: ({ nodes, edges }) => {
      if (edges.length > 0) act({ do: 'add', nodes, edges });
      charged();
    },
  });
  return { history, act, start, expand, paths };
}
