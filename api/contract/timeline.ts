import { type Static, Type } from 'typebox';
import { CaseUse } from './graph.ts';
import { CaseId, Count, Instant, Pseudonym, Shape, TextOrNull } from './values.ts';

const Source = Type.Enum(['lodging', 'transport', 'checkpoint', 'parcel', 'call']);

export const TimelineQuery = Shape({
  case: CaseId,
  from: Type.Optional(Instant('first moment')),
  until: Type.Optional(Instant('last moment')),
  utc_ahead_s: Type.Optional(
    Type.Integer({
      minimum: -50_400,
      maximum: 50_400,
      description:
        'seconds by which the clock whose days are counted is ahead of UTC: 28800 in the prefecture; default 0',
    }),
  ),
  top: Type.Integer({ minimum: 1, maximum: 1000, default: 200, description: 'newest events shown' }),
});

export const TimelineAnswer = Shape({
  person: Pseudonym,
  run_id: Type.String(),
  as_of: Instant('newest record it may use'),
  events: Type.Array(
    Shape({
      at: Instant('when'),
      source: Source,
      kind: Type.String(),
      place: TextOrNull('where'),
      with: Type.Array(Pseudonym, { description: 'others in the same room, order, parcel or call' }),
      record: Type.String({ description: 'record id' }),
    }),
    { description: 'in order of time' },
  ),
  histogram: Type.Array(
    Shape({ source: Source, from: Instant('first second of the day of the clock asked for'), count: Count('events') }),
    { description: 'all events of the span, not only those shown' },
  ),
  total: Count('events in the span'),
  shown: Count('events in this answer'),
  exposed: Count('people that this view shows'),
  case: CaseUse,
});
export type TimelineAnswer = Static<typeof TimelineAnswer>;

/** Places of the records for a map, coarse. */
export const PlacesAnswer = Shape({
  run_id: Type.String(),
  places: Type.Array(
    Shape({
      place: Type.String(),
      kind: Type.String(),
      area_id: TextOrNull('area'),
      lat: Type.Number({ description: 'degrees, rounded to a hundredth' }),
      lon: Type.Number({ description: 'degrees, rounded to a hundredth' }),
    }),
  ),
  roads: Type.Array(
    Shape({ from: Type.String(), to: Type.String(), trips: Count('journeys between the two, either way') }),
  ),
});
export type PlacesAnswer = Static<typeof PlacesAnswer>;
