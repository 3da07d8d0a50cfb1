import { useEffect, useRef, useState } from 'react';
import {
  type ChartEdge,
  type ChartNode,
  force,
  type LayoutName,
  layered,
  type Positions,
  radial,
} from '../../graph/index.ts';
import { keptPositions } from './state.ts';

/** Where everybody stands. Who was there stays there; only another layout moves people. */
export function usePositions(
  layout: LayoutName,
  nodes: readonly ChartNode[],
  edges: readonly ChartEdge[],
  centre: string | undefined,
): Positions {
  const [positions, setPositions] = useState<Positions>(new Map());
  const before = useRef<{ layout: LayoutName; centre: string | undefined; positions: Positions }>({
    layout,
    centre,
    positions: new Map(),
  });
  useEffect(() => {
    const stop = new AbortController();
    const last = before.current;
    const set = (found: Positions, keep: boolean): void => {
      const next = keep ? keptPositions(last.positions, found) : found;
      before.current = { layout, centre, positions: next };
      setPositions(next);
    };
    const same = last.layout === layout && last.centre === centre;
    const start = layout === 'layered' ? layered(nodes, edges) : radial(nodes, edges, centre ?? nodes[0]?.id ?? '');
    // A layer or a ring that grows is spread anew; only the force layout's places are dear.
    set(start, same && layout === 'force');
    if (layout === 'force' && nodes.length > 2) {
      const from = same ? keptPositions(last.positions, start) : start;
      force(from, edges, stop.signal).then(
        (found) => set(found, false),
        () => undefined,
      );
    }
    return () => stop.abort();
  }, [layout, nodes, edges, centre]);
  return positions;
}
