import { type Static, Type } from 'typebox';
import { CaseId, Count, Instant, NumberOrNull, Pseudonym, RoleOrNull, Shape, TextOrNull, Words } from './values.ts';

/** The case that a look is made under, and what it has exposed so far. */
export const CaseUse = Shape({
  id: CaseId,
  budget: Count('persons that may be looked at under this case'),
  exposed: Count('persons looked at so far, this look included'),
});

export const ChannelName = Type.Enum([
  'room',
  'booking',
  'hotel_night',
  'order',
  'seat',
  'service',
  'convoy',
  'parcel',
  'call',
]);

export const GraphNode = Shape({
  person: Pseudonym,
  role: RoleOrNull(
    'role of the highest score; null for the established, and for whom the reader has yet to judge blind',
  ),
  score: NumberOrNull('that score'),
  established: RoleOrNull('role in an established case, else null'),
  area_id: TextOrNull('area the person is seen in most'),
  hops: Count('contacts away from the person asked for'),
  case_hops: Count('contacts away from the nearest established case'),
});
export type GraphNode = Static<typeof GraphNode>;

export const GraphChannel = Shape({
  channel: ChannelName,
  count: Count('independent trips or stays together'),
  expected: Type.Number({ description: 'how many chance gives' }),
  q: NumberOrNull('expected share of false discoveries among contacts as clear as this; null where it is not tested'),
  first: Instant('first meeting'),
  last: Instant('last meeting'),
  records_total: Count('records behind it'),
  records: Type.Array(Type.String(), { description: 'the first of them' }),
});

export const GraphEdge = Shape({
  a: Pseudonym,
  b: Pseudonym,
  weight: Type.Number({ description: 'meetings-equivalents' }),
  tested: Type.Boolean({ description: 'a channel passed its test; else it is a tie by itself, such as a parcel' }),
  first: Instant('first meeting'),
  last: Instant('last meeting'),
  channels: Type.Array(GraphChannel),
});
export type GraphEdge = Static<typeof GraphEdge>;

export const NeighbourhoodQuery = Shape({
  case: CaseId,
  top: Type.Integer({ minimum: 1, maximum: 200, default: 20, description: 'contacts on a page' }),
  channel: Type.Optional(ChannelName),
  after: Type.Optional(Instant('only contacts with a meeting from then on')),
  before: Type.Optional(Instant('only contacts with a meeting until then')),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 512, pattern: '^[A-Za-z0-9_-]+$' })),
});

export const NeighbourhoodAnswer = Shape({
  person: Pseudonym,
  run_id: Type.String(),
  as_of: Instant('newest record it may use'),
  nodes: Type.Array(GraphNode, { description: 'the person and the contacts of this page' }),
  edges: Type.Array(GraphEdge, { description: 'every contact among them' }),
  total: Count('contacts that fit, over all pages'),
  shown: Count('contacts on this page'),
  next_cursor: TextOrNull('opaque; null on the last page'),
  exposed: Count('people that this view shows'),
  caps: Type.Array(Words, { description: 'what is left out, in words' }),
  case: CaseUse,
});
export type NeighbourhoodAnswer = Static<typeof NeighbourhoodAnswer>;

export const PathsQuery = Shape({
  from: Pseudonym,
  to: Pseudonym,
  case: CaseId,
  k: Type.Integer({ minimum: 1, maximum: 10, default: 3, description: 'paths wanted' }),
  by: Type.Enum(['strength', 'hops', 'time'], {
    default: 'strength',
    description: 'strongest, shortest, or the one by which something that passes from hand to hand arrives first',
  }),
});
export const PathsAnswer = Shape({
  run_id: Type.String(),
  as_of: Instant('newest record it may use'),
  nodes: Type.Array(GraphNode),
  edges: Type.Array(GraphEdge, { description: 'every contact among the people of the paths, with its records' }),
  paths: Type.Array(
    Shape({
      persons: Type.Array(Pseudonym, { description: 'from one end to the other' }),
      cost: Type.Number({ description: 'sum of 1 / weight, or the number of contacts' }),
    }),
  ),
  exposed: Count('people that this view shows'),
  case: CaseUse,
});
export type PathsAnswer = Static<typeof PathsAnswer>;
