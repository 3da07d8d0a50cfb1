import { type ReactNode, useMemo } from 'react';

export interface MapPlace {
  readonly place: string;
  readonly area_id: string | null;
  readonly lat: number;
  readonly lon: number;
}
export interface MapRoad {
  readonly from: string;
  readonly to: string;
  readonly trips: number;
}
/** Something at a place that is drawn larger than the place itself. */
export interface MapMark {
  readonly place: string;
  readonly count: number;
  readonly words: string;
}

interface PlaceMapProps {
  readonly places: readonly MapPlace[];
  readonly roads: readonly MapRoad[];
  readonly label: string;
  /** Left out: every place is a dot of its own. */
  readonly marks?: readonly MapMark[];
  readonly chosen?: string | undefined;
  readonly choose?: (place: string) => void;
}

const width = 900;

/** Places and roads of the records, without an outside map. What can be chosen here can be chosen in the table beside it. */
export function PlaceMap({ places, roads, label, marks, chosen, choose }: PlaceMapProps): ReactNode {
  const at = useMemo(() => scaled(places), [places]);
  const areas = useMemo(() => centres(places, at), [places, at]);
  const most = Math.max(1, ...roads.map(({ trips }) => trips));
  const largest = Math.max(1, ...(marks ?? []).map(({ count }) => count));
  return (
    <svg viewBox={`0 0 ${width} ${at.height}`} className="chart map" role="img" aria-label={label}>
      {roads.map((road) => {
        const [from, to] = [at.of.get(road.from), at.of.get(road.to)];
        const share = Math.sqrt(road.trips / most);
        return from === undefined || to === undefined ? null : (
          <line
            key={`${road.from} ${road.to}`}
            x1={from[0]}
            y1={from[1]}
            x2={to[0]}
            y2={to[1]}
            className="axis"
            opacity={0.2 + 0.7 * share}
            strokeWidth={0.5 + 2.5 * share}
          />
        );
      })}
      {places.map(({ place }) => {
        const [x, y] = at.of.get(place) ?? [0, 0];
        return <circle key={place} cx={x} cy={y} r={3} className={marks === undefined ? 'mark' : 'place'} />;
      })}
      {areas.map(({ area, x, y }) => (
        <text key={area} x={x} y={y - 12} textAnchor="middle" className="area-name">
          {area}
        </text>
      ))}
      {(marks ?? []).map(({ place, count, words }) => {
        const [x, y] = at.of.get(place) ?? [0, 0];
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table beside it chooses the same by keyboard
          <circle
            key={place}
            cx={x}
            cy={y}
            r={6 + 14 * Math.sqrt(count / largest)}
            className={`seen${chosen === place ? ' chosen' : ''}`}
            onClick={() => choose?.(place)}
          >
            <title>{words}</title>
          </circle>
        );
      })}
    </svg>
  );
}

interface Scaled {
  readonly of: ReadonlyMap<string, readonly [number, number]>;
  readonly height: number;
}

function scaled(places: readonly MapPlace[]): Scaled {
  const [xs, ys] = [places.map(({ lon }) => lon), places.map(({ lat }) => lat)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (width - 40) / Math.max(1e-9, right - left);
  const height = Math.min(1200, Math.max(200, (high - low) * scale + 40));
  const up = (height - 40) / Math.max(1e-9, high - low);
  return {
    of: new Map(
      places.map(({ place, lon, lat }) => [place, [20 + (lon - left) * scale, 20 + (high - lat) * up] as const]),
    ),
    height,
  };
}

function centres(places: readonly MapPlace[], at: Scaled): readonly { area: string; x: number; y: number }[] {
  const sums = new Map<string, { x: number; y: number; n: number }>();
  for (const { place: id, area_id: area } of places) {
    if (area === null) continue;
    const [x, y] = at.of.get(id) ?? [0, 0];
    const sum = sums.get(area) ?? { x: 0, y: 0, n: 0 };
    sums.set(area, { x: sum.x + x, y: sum.y + y, n: sum.n + 1 });
  }
  return [...sums].map(([area, { x, y, n }]) => ({ area, x: x / n, y: y / n }));
}
