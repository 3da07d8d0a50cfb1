import { type ReactNode, useEffect, useRef } from 'react';
import { type Chart, type ChartEdge, type ChartNode, createChart, type Positions } from '../../graph/index.ts';
import { useWords } from '../../words/index.ts';

interface DrawingProps {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly positions: Positions;
  readonly chosen: string | undefined;
  readonly choose: (id: string | undefined) => void;
  readonly open: (id: string) => void;
  readonly hold?: (chart: Chart | undefined) => void;
  /** How many are shown of how many. */
  readonly shown: string;
  readonly children?: ReactNode;
}

/** The chart in the page; tables beside it say the same for those who cannot see or point. */
export function Drawing(props: DrawingProps): ReactNode {
  const { nodes, edges, positions, chosen, choose, open, hold, shown, children } = props;
  const { t, name } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(undefined);
  const calls = useRef({ choose, open, hold });
  calls.current = { choose, open, hold };
  const letters = useRef({
    user: name('letter', 'user'),
    retailer: name('letter', 'retailer'),
    supplier: name('letter', 'supplier'),
  });
  useEffect(() => {
    if (place.current === null) return;
    const made = createChart(place.current, {
      letters: letters.current,
      select: (id) => calls.current.choose(id),
      open: (id) => calls.current.open(id),
    });
    chart.current = made;
    calls.current.hold?.(made);
    const watcher = new MutationObserver(() => made.recolour());
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      watcher.disconnect();
      chart.current = undefined;
      calls.current.hold?.(undefined);
      made.kill();
    };
  }, []);
  useEffect(() => chart.current?.show(nodes, edges, positions), [nodes, edges, positions]);
  useEffect(() => chart.current?.choose(chosen), [chosen]);
  return (
    <div className="sheet canvas">
      <div ref={place} className="drawing" role="img" aria-label={t('network.chart')} />
      <div className="shown">{shown}</div>
      {children}
    </div>
  );
}
