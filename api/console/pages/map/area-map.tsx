import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { get } from '../../http/index.ts';
import type { PlacesAnswer } from '../../http/shapes.ts';
import { ListTable, Queried } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

/** The prefecture drawn from its own places and roads; no outside map knows what is looked at. */
export function AreaMap(): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['places'],
    queryFn: ({ signal }) => get<PlacesAnswer>('/v1/places', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="page">
      <h1>{t('map.title')}</h1>
      <p className="soft">{t('map.say')}</p>
      <Queried query={query} what={t('map.loading')}>
        {(answer) => <Drawn answer={answer} />}
      </Queried>
    </div>
  );
}

const width = 900;

function Drawn({ answer }: { readonly answer: PlacesAnswer }): ReactNode {
  const { t } = useWords();
  const { places, roads } = answer;
  const [kind, setKind] = useState<string>();
  const at = useMemo(() => scaled(places), [places]);
  const kinds = useMemo(() => counted(places.map((place) => place.kind)), [places]);
  const areas = useMemo(() => centres(places, at), [places, at]);
  const most = Math.max(1, ...roads.map(({ trips }) => trips));
  const shown = kind === undefined ? places : places.filter((place) => place.kind === kind);
  return (
    <div className="network">
      <div className="sheet">
        <svg
          viewBox={`0 0 ${width} ${at.height}`}
          className="chart map"
          role="img"
          aria-label={t('map.places', { places: places.length, roads: roads.length })}
        >
          {roads.map((road) => {
            const [from, to] = [at.of.get(road.from), at.of.get(road.to)];
            return from === undefined || to === undefined ? null : (
              <line
                key={`${road.from} ${road.to}`}
                x1={from[0]}
                y1={from[1]}
                x2={to[0]}
                y2={to[1]}
                className="axis"
                opacity={0.2 + 0.7 * Math.sqrt(road.trips / most)}
                strokeWidth={0.5 + 2.5 * Math.sqrt(road.trips / most)}
              />
            );
          })}
          {shown.map((place) => {
            const [x, y] = at.of.get(place.place) ?? [0, 0];
            return <circle key={place.place} cx={x} cy={y} r={3} className="mark" />;
          })}
          {areas.map(({ area, x, y }) => (
            <text key={area} x={x} y={y - 12} textAnchor="middle" className="area-name">
              {area}
            </text>
          ))}
        </svg>
      </div>
      <aside className="sheet">
        <ListTable
          label={t('map.kind')}
          rows={kinds}
          id={([name]) => name}
          empty={t('none')}
          columns={[
            {
              name: t('map.kind'),
              cell: ([name]) => (
                <button
                  type="button"
                  className="button small plain"
                  aria-pressed={kind === name}
                  onClick={() => setKind(kind === name ? undefined : name)}
                >
                  {name.replaceAll('_', ' ')}
                </button>
              ),
            },
            { name: t('map.count'), numeric: true, cell: ([, n]) => n },
          ]}
        />
      </aside>
    </div>
  );
}

interface Scaled {
  readonly of: ReadonlyMap<string, readonly [number, number]>;
  readonly height: number;
}

function scaled(places: PlacesAnswer['places']): Scaled {
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

function counted(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}

function centres(places: PlacesAnswer['places'], at: Scaled): readonly { area: string; x: number; y: number }[] {
  const sums = new Map<string, { x: number; y: number; n: number }>();
  for (const { place: id, area_id: area } of places) {
    if (area === null) continue;
    const [x, y] = at.of.get(id) ?? [0, 0];
    const sum = sums.get(area) ?? { x: 0, y: 0, n: 0 };
    sums.set(area, { x: sum.x + x, y: sum.y + y, n: sum.n + 1 });
  }
  return [...sums].map(([area, { x, y, n }]) => ({ area, x: x / n, y: y / n }));
}
