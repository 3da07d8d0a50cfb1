import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { PlaceMap } from '../charts/index.ts';
import { get } from '../http/index.ts';
import type { PlacesAnswer, TimelineAnswer } from '../http/shapes.ts';
import { useWords } from '../words/index.ts';
import { Queried } from './queried.tsx';

interface PlacesSeenProps {
  readonly events: TimelineAnswer['events'];
  readonly chosen: string | undefined;
  readonly choose: (place: string) => void;
}

/** Where the records of the span are, on the places and roads of the prefecture: coarse, and without telephone cells. */
export function PlacesSeen({ events, chosen, choose }: PlacesSeenProps): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['places'],
    queryFn: ({ signal }) => get<PlacesAnswer>('/v1/places', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Queried query={query} what={t('map.loading')}>
      {({ places, roads }) => <Seen places={places} roads={roads} events={events} chosen={chosen} choose={choose} />}
    </Queried>
  );
}

type SeenProps = PlacesSeenProps & Pick<PlacesAnswer, 'places' | 'roads'>;

function Seen({ places, roads, events, chosen, choose }: SeenProps): ReactNode {
  const { t } = useWords();
  const counts = useMemo(() => countsOf(events), [events]);
  const known = useMemo(() => new Set(places.map(({ place }) => place)), [places]);
  const marks = [...counts]
    .filter(([place]) => known.has(place))
    .map(([place, count]) => ({ place, count, words: t('map.seen', { place, n: count }) }));
  const placed = marks.reduce((sum, { count }) => sum + count, 0);
  const words = t('map.seen.say', { placed, without: events.length - placed, places: marks.length });
  return (
    <figure className="seen-map">
      <PlaceMap places={places} roads={roads} label={words} marks={marks} chosen={chosen} choose={choose} />
      <figcaption className="soft small">{words}</figcaption>
    </figure>
  );
}

function countsOf(events: TimelineAnswer['events']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { place } of events) if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
