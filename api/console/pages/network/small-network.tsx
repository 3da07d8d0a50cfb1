import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { type ChartEdge, type ChartNode, radial } from '../../graph/index.ts';
import { get } from '../../http/index.ts';
import type { NeighbourhoodAnswer } from '../../http/shapes.ts';
import { Queried } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import { Drawing } from './drawing.tsx';
import { Legend } from './legend.tsx';
import { channelsOf, chartEdges, chartNodes, noFilters, shownOf } from './shown.ts';
import { emptyHistory, turn } from './state.ts';
import { Tables } from './tables.tsx';

interface SmallNetworkProps {
  readonly person: string;
  readonly caseId: string;
  readonly top: number;
}

/** The strongest contacts of one person beside the lead; the same drawing and tables as in the network, and nothing to expand. */
export function SmallNetwork({ person, caseId, top }: SmallNetworkProps): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['neighbourhood', person, caseId, top],
    queryFn: async ({ signal }) => {
      const path = `/v1/persons/${encodeURIComponent(person)}/neighbourhood`;
      const answer = await get<NeighbourhoodAnswer>(path, { case: caseId, top }, signal);
      void client.invalidateQueries({ queryKey: ['cases'] });
      return answer;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Queried query={query} what={t('network.loading')}>
      {(answer) => <Drawn answer={answer} />}
    </Queried>
  );
}

function Drawn({ answer }: { readonly answer: NeighbourhoodAnswer }): ReactNode {
  const { t, say } = useWords();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string | undefined>(answer.person);
  const shown = useMemo(() => shownOf(turn(emptyHistory, { do: 'start', answer }).now, noFilters), [answer]);
  const [nodes, edges] = useMemo(
    (): [readonly ChartNode[], readonly ChartEdge[]] => [chartNodes(shown), chartEdges(shown)],
    [shown],
  );
  const positions = useMemo(() => radial(nodes, edges, answer.person), [nodes, edges, answer.person]);
  const channels = useMemo(() => channelsOf(edges), [edges]);
  const goOn = (id: string): void => void navigate(`/network?person=${id}`);
  return (
    <>
      <div className="small-network">
        <Drawing
          {...{ nodes, edges, positions, chosen }}
          choose={setChosen}
          open={goOn}
          shown={t('network.shown', { shown: answer.shown, total: answer.total })}
        />
        <div className="sheet beside">
          <Tables shown={shown} chosen={chosen} choose={setChosen} communities={undefined} />
        </div>
      </div>
      <div className="sheet">
        <Legend channels={channels} />
      </div>
      {answer.caps.length > 0 && (
        <p className="small soft">
          {t('network.caps')}: {answer.caps.map(say).join(' ')}
        </p>
      )}
      {chosen !== undefined && (
        <div className="row">
          <button type="button" className="button small" onClick={() => goOn(chosen)}>
            {t('network.go-on')} · <span className="code">{chosen}</span>
          </button>
        </div>
      )}
    </>
  );
}
