import { useEffect, useMemo, useRef, useState } from 'react';
import {
  type ChartEdge,
  type ChartNode,
  force,
  type LayoutName,
  layered,
  type Positions,
  radial,
} from '../../graph/index.ts';
import { keptPositions } from './shown.ts';

/** Where everybody stands. Rings and layers are spread anew at once; in the force layout who was there stays until it is computed. */
export function usePositions(
  layout: LayoutName,
  nodes: readonly ChartNode[],
  edges: readonly ChartEdge[],
  centre: string | undefined,
): Positions {
  const forced = useRef<{ readonly centre: string | undefined; readonly positions: Positions }>(undefined);
  const [computed, setComputed] = useState<{ readonly of: readonly ChartNode[]; readonly positions: Positions }>();
  const start = useMemo(() => {
    if (layout === 'layered') return layered(nodes, edges);
    const rings = radial(nodes, edges, centre ?? nodes[0]?.id ?? '');
    const before = forced.current;
    return layout === 'force' && before?.centre === centre
      ? keptPositions(before?.positions ?? new Map(), rings)
      : rings;
  }, [layout, nodes, edges, centre]);
  useEffect(() => {
    if (layout !== 'force' || nodes.length < 3) return;
    const stop = new AbortController();
    force(start, edges, stop.signal).then(
      (positions) => {
        forced.current = { centre, positions };
        setComputed({ of: nodes, positions });
      },
      () => undefined,
    );
    return () => stop.abort();
  }, [layout, nodes, edges, centre, start]);
  return layout === 'force' && computed?.of === nodes ? computed.positions : start;
}
