import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Chart, communitiesOf, type LayoutName } from '../../graph/index.ts';
import { Empty, ProblemNote, useKeys, Waiting } from '../../parts/index.ts';
import { useChosenCase, useMay } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';
import { TimelinePane } from '../timeline/index.ts';
import { ChosenPerson } from './chosen-person.tsx';
import { Drawing } from './drawing.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { Legend } from './legend.tsx';
import { PathFinder } from './path-finder.tsx';
import { channelsOf, chartEdges, chartNodes, noFilters, shownOf } from './shown.ts';
import { Tables } from './tables.tsx';
import { useNetwork } from './use-network.ts';
import { usePositions } from './use-positions.ts';
import '../../style/network.css';

const manyPeople = 3000;
const layoutNames = ['radial', 'layered', 'force'] as const;
/** A fresh lead is looked at from its person, a reviewed chain from the supplier down: the address says which. */
const layoutIn = (text: string | null): LayoutName => layoutNames.find((one) => one === text) ?? 'radial';

/** Starts from one person, not from everything. */
export function Network(): ReactNode {
  const { t } = useWords();
  const { chosen: file } = useChosenCase();
  const [search, setSearch] = useSearchParams();
  const person = search.get('person') ?? '';
  const network = useNetwork(file?.id);
  const { start } = network;
  const asked = useRef('');
  useEffect(() => {
    if (person === '' || file === undefined || asked.current === `${person} ${file.id}`) return;
    asked.current = `${person} ${file.id}`;
    start.mutate(person);
  }, [person, file, start]);
  const begin = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get('person') ?? '').trim();
    setSearch({ person: given });
  };
  return (
    <div className="page">
      <form className="row ends" onSubmit={begin}>
        <h1>{t('network.title')}</h1>
        <div className="row">
          <label className="row">
            <span className="soft small">{t('network.person')}</span>
            <input name="person" className="input code" required defaultValue={person} key={person} size={28} />
          </label>
          <button type="submit" className="button">
            {t('network.show')}
          </button>
        </div>
      </form>
      {file === undefined && <Empty title={t('network.case-needed')} />}
      {file !== undefined && person === '' && <Empty title={t('network.start')} say={t('network.start.say')} />}
      {start.isError && <ProblemNote error={start.error} />}
      {start.isPending && <Waiting what={t('network.loading')} />}
      {file !== undefined && network.history.now.centre !== undefined && (
        <Pictured network={network} caseId={file.id} first={layoutIn(search.get('layout'))} />
      )}
    </div>
  );
}

interface PicturedProps {
  readonly network: ReturnType<typeof useNetwork>;
  readonly caseId: string;
  readonly first: LayoutName;
}

function Pictured({ network, caseId, first }: PicturedProps): ReactNode {
  const { t, name, say } = useWords();
  const may = useMay();
  const { history, act, expand, paths } = network;
  const [filters, setFilters] = useState(noFilters);
  const [layout, setLayout] = useState<LayoutName>(first);
  const [chosen, setChosen] = useState<string | undefined>(history.now.centre);
  const [grouped, setGrouped] = useState(false);
  const [chart, setChart] = useState<Chart>();
  const shown = useMemo(() => shownOf(history.now, filters), [history.now, filters]);
  const edges = useMemo(() => chartEdges(shown), [shown]);
  const communities = useMemo(
    () => (grouped ? communitiesOf(chartNodes(shown), edges) : undefined),
    [grouped, shown, edges],
  );
  const nodes = useMemo(() => chartNodes(shown, communities?.of), [shown, communities]);
  const positions = usePositions(layout, nodes, edges, history.now.centre);
  const undo = (): void => act({ do: 'undo' });
  const redo = (): void => act({ do: 'redo' });
  const open = (id: string): void => expand.mutate({ person: id, channel: '', top: 20 });
  useKeys({ u: undo, r: redo, Enter: () => chosen !== undefined && open(chosen) });
  const channels = useMemo(() => channelsOf(edges), [edges]);
  return (
    <>
      <div className="row ends">
        <div className="row">
          <button type="button" className="button small" disabled={history.past.length === 0} onClick={undo}>
            {t('network.undo')} <kbd>U</kbd>
          </button>
          <button type="button" className="button small" disabled={history.future.length === 0} onClick={redo}>
            {t('network.redo')} <kbd>R</kbd>
          </button>
          <label className="row" style={{ gap: 4 }}>
            <span className="soft small">{t('network.layout')}</span>
            <select
              className="input small"
              value={layout}
              onChange={(event) => setLayout(event.target.value as LayoutName)}
            >
              {layoutNames.map((one) => (
                <option key={one} value={one}>
                  {name('network.layout', one)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="button small" onClick={() => chart?.fit()}>
            {t('network.fit')}
          </button>
          <button type="button" className="button small" aria-pressed={grouped} onClick={() => setGrouped(!grouped)}>
            {t('network.communities')}
          </button>
          {communities !== undefined && (
            <span className="soft small">
              {t('network.communities.say', { n: communities.count, q: communities.modularity.toFixed(2) })}
            </span>
          )}
        </div>
        <span className="tag warn">{t('network.exposes', { n: history.now.nodes.size })}</span>
      </div>
      {nodes.length > manyPeople && <div className="note warn">{t('network.large', { n: nodes.length })}</div>}
      <div className="network">
        <Drawing
          {...{ nodes, edges, positions, chosen, open }}
          choose={setChosen}
          hold={setChart}
          shown={t('network.shown.all', { nodes: nodes.length, edges: edges.length })}
        >
          <Legend channels={channels} />
        </Drawing>
        <aside className="sheet side">
          {chosen === undefined ? (
            <Empty title={t('network.none-selected')} />
          ) : (
            <ChosenPerson picture={history.now} person={chosen} expand={expand} />
          )}
          <FilterPanel filters={filters} change={(part) => setFilters({ ...filters, ...part })} />
          <PathFinder from={chosen} paths={paths} />
          {may('graph.export') && (
            <ExportMenu
              chart={chart}
              nodes={nodes}
              edges={edges}
              positions={positions}
              caseId={caseId}
              run={history.now.run ?? ''}
            />
          )}
          <Tables shown={shown} chosen={chosen} choose={setChosen} communities={communities?.of} />
          {history.now.caps.size > 0 && (
            <div className="section small soft">
              <span>{t('network.caps')}</span>
              {[...history.now.caps].map(([person, caps]) => (
                <span key={person}>
                  <span className="code">{person.slice(0, 8)}</span>: {caps.map(say).join(' ')}
                </span>
              ))}
            </div>
          )}
        </aside>
      </div>
      {chosen !== undefined && <TimelinePane key={chosen} person={chosen} />}
    </>
  );
}
