import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { PlaceMap } from '../../charts/index.ts';
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

function Drawn({ answer }: { readonly answer: PlacesAnswer }): ReactNode {
  const { t } = useWords();
  const { places, roads } = answer;
  const [kind, setKind] = useState<string>();
  const kinds = useMemo(() => counted(places.map((place) => place.kind)), [places]);
  const shown = useMemo(
    () => places.filter((place) => kind === undefined || place.kind === kind).map(({ place }) => mark(place)),
    [places, kind],
  );
  return (
    <div className="network">
      <div className="sheet">
        <PlaceMap
          places={places}
          roads={roads}
          label={t('map.places', { places: places.length, roads: roads.length })}
          {...(kind === undefined ? {} : { marks: shown })}
        />
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

const mark = (place: string) => ({ place, count: 1, words: place });

function counted(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}
