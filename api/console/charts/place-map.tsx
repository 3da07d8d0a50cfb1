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
  const at = useMemo(() => scaled(places, marks), [places, marks]);
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

const degreesLeast = 0.4;
const [nameWide, nameTall] = [34, 13];

/** All places, or with marks the part of the map around them: a few places are not lost in a whole prefecture. */
function scaled(places: readonly MapPlace[], marks: readonly MapMark[] | undefined): Scaled {
  const marked = new Set(marks?.map(({ place }) => place));
  const shown = marked.size === 0 ? places : places.filter(({ place }) => marked.has(place));
  const [xs, ys] = [shown.map(({ lon }) => lon), shown.map(({ lat }) => lat)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [x, y] = [(left + right) / 2, (low + high) / 2];
  const tall = Math.max(degreesLeast, (high - low) * 1.15);
  // A part of the map is as wide as the pane; the whole of it is as wide as it is.
  const wide = Math.max((right - left) * 1.1, marked.size === 0 ? degreesLeast : tall * 2);
  const scale = width / wide;
  const height = Math.min(1200, Math.max(200, marked.size === 0 ? tall * scale : Math.min(tall * scale, width / 2)));
  const up = Math.min(scale, height / tall);
  return {
    of: new Map(
      places.map((one) => [one.place, [width / 2 + (one.lon - x) * scale, height / 2 - (one.lat - y) * up] as const]),
    ),
    height,
  };
}

/** Names of the areas with the most places first; one that would lie over another or beyond the edge is left out. */
function centres(places: readonly MapPlace[], at: Scaled): readonly { area: string; x: number; y: number }[] {
  const sums = new Map<string, { x: number; y: number; n: number }>();
  for (const { place: id, area_id: area } of places) {
    if (area === null) continue;
    const [x, y] = at.of.get(id) ?? [0, 0];
    const sum = sums.get(area) ?? { x: 0, y: 0, n: 0 };
    sums.set(area, { x: sum.x + x, y: sum.y + y, n: sum.n + 1 });
  }
  const named: { area: string; x: number; y: number }[] = [];
  for (const [area, { x: sumX, y: sumY, n }] of [...sums].sort(([, one], [, other]) => other.n - one.n)) {
    const [x, y] = [sumX / n, sumY / n];
    const free = named.every((one) => Math.abs(one.x - x) > nameWide || Math.abs(one.y - y) > nameTall);
    if (free && y > 2 * nameTall && y < at.height) named.push({ area, x, y });
  }
  return named;
}
