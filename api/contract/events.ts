import { type Static, Type } from 'typebox';
import { Count, Instant, Shape, TextOrNull, UnitId } from './values.ts';

export const eventTypes = [
  'lead.proposed',
  'lead.raised',
  'lead.updated',
  'lead.withdrawn',
  'lead.expired',
  'model.promoted',
  'disclosure.granted',
  'endpoint.disabled',
] as const;

export const EventsQuery = Shape({
  after: Type.Integer({ minimum: 0, default: 0, description: 'events after this sequence' }),
  type: Type.Optional(Type.Enum([...eventTypes])),
  top: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
});

/** CloudEvents 1.0 attributes around the thin payload that a webhook brings. */
const CloudEvent = Shape({
  specversion: Type.Literal('1.0'),
  id: Type.String(),
  source: Type.String(),
  type: Type.String(),
  subject: Type.String(),
  time: Type.String({ format: 'date-time' }),
  datacontenttype: Type.Literal('application/json'),
  sequence: Type.String(),
  data: Type.Object({}, { additionalProperties: true }),
});

export const EventsPage = Shape({
  events: Type.Array(CloudEvent, { description: 'oldest first' }),
  next_after: Count('send it as `after` for what comes next'),
  more: Type.Boolean(),
});
export type EventsPage = Static<typeof EventsPage>;

export const StreamQuery = Shape({
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'as Last-Event-ID, for clients that cannot set it' })),
});

export const EventPath = Shape({ id: Type.String({ pattern: '^evt_[A-Za-z0-9_-]{1,40}$' }) });
export const AcknowledgeBody = Shape({ endpoint: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,31}$' }) });
export const AcknowledgeAnswer = Shape({ acknowledged: Type.Boolean() });

const EndpointId = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,31}$' });
const Audience = Type.Enum(['reviewers', 'frontline', 'integrators']);
const Roles = Type.Array(Type.Enum(['user', 'retailer', 'supplier']), { uniqueItems: true, maxItems: 3 });
const Areas = Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { uniqueItems: true, maxItems: 200 });
const Types = Type.Array(Type.Enum([...eventTypes]), { uniqueItems: true });

export const EndpointPath = Shape({ id: EndpointId });
export const EndpointBody = Shape({
  id: EndpointId,
  url: Type.String({ minLength: 1, maxLength: 2000 }),
  unit: UnitId,
  audience: Audience,
  types: Type.Optional(Types),
  roles: Type.Optional(Roles),
  areas: Type.Optional(Areas),
});
export const SecretsAnswer = Shape({
  hmac: Type.String({ description: 'whsec_…: told once' }),
  ed25519: Type.String({ description: 'whpk_…: the public key' }),
});
export type SecretsAnswer = Static<typeof SecretsAnswer>;
export const EndpointAnswer = Shape({
  id: EndpointId,
  url: Type.String(),
  unit: UnitId,
  audience: Audience,
  types: Type.Array(Type.String(), { description: 'empty: every type that the audience may hear' }),
  roles: Type.Array(Type.String()),
  areas: Type.Array(Type.String()),
  state: Type.Enum(['live', 'disabled']),
  reason: TextOrNull('why it is disabled'),
  created_at: Instant('when it was registered'),
  deliveries: Shape({
    waiting: Count('behind an earlier event of the same lead'),
    due: Count('to be sent'),
    leased: Count('on the way'),
    taken: Count('taken by the receiver'),
    failed: Count('given up'),
  }),
});
export type EndpointAnswer = Static<typeof EndpointAnswer>;
export const EndpointsAnswer = Shape({ endpoints: Type.Array(EndpointAnswer) });
export const EndpointStateAnswer = Shape({ id: EndpointId, state: Type.Enum(['live', 'disabled']) });
export const TestAnswer = Shape({ event: Type.String() });
export const ReplayBody = Shape(
  {
    from: Type.Optional(Count('first sequence of the feed')),
    to: Type.Optional(Count('last sequence')),
    since: Type.Optional(Count('first moment, epoch seconds')),
    until: Type.Optional(Count('last moment, epoch seconds')),
  },
  'from and to, or since and until',
);
export const ReplayAnswer = Shape({ deliveries: Count('sent again') });

export const DeliveriesQuery = Shape({
  endpoint: Type.Optional(EndpointId),
  state: Type.Optional(Type.Enum(['waiting', 'due', 'leased', 'taken', 'failed', 'unacknowledged', 'overdue'])),
  before: Type.Optional(Type.Integer({ minimum: 0, description: 'deliveries older than this one' })),
  top: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
});
export const DeliveriesAnswer = Shape({
  deliveries: Type.Array(
    Shape({
      delivery: Count('number'),
      endpoint: EndpointId,
      event: Type.String(),
      type: Type.String(),
      sequence: Count('place in the feed'),
      subject: Type.String(),
      state: Type.String(),
      attempts: Count('attempts so far'),
      last_status: Type.Unsafe<number | null>({
        type: ['integer', 'null'],
        description: 'HTTP status of the last attempt',
      }),
      last_problem: TextOrNull('what went wrong at the last attempt'),
      acknowledged_at: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'epoch seconds' }),
    }),
    { description: 'newest first' },
  ),
});
export type DeliveriesAnswer = Static<typeof DeliveriesAnswer>;
