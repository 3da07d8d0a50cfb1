import { instant, integer, oneOf, table, text } from './field.ts';

/** How two people can be recorded as acting together. */
export const tieChannels = Object.freeze([
  'room',
  'booking',
  'order',
  'service',
  'ride',
  'vehicle',
  'convoy',
  'parcel',
  'call',
] as const);

/** Why they act together. The first that holds is given. */
export const tieKinds = Object.freeze([
  'network',
  'kin',
  'crew',
  'client',
  'friend',
  'colleague',
  'neighbour',
  'stranger',
] as const);

/** Evaluation only: who really acted together in a synthetic world. Never inside a data set's folder. */
export const ties = table({
  name: 'ties',
  kind: 'register',
  about:
    'Pairs who acted together on purpose and of whom both sides are in the records. People who merely were at one place at one time are not in it. Only evaluation reads it.',
  key: ['a', 'b', 'channel'],
  ordered: [['first_at', 'last_at']],
  fields: {
    a: text('one of the two, by id_no, or by phone where the truth lists the person by phone', { guard: 'identifier' }),
    b: text('the other', { guard: 'identifier' }),
    channel: oneOf(tieChannels, 'how they acted together'),
    kind: oneOf(tieKinds, 'why they did'),
    occasions: integer('independent trips, stays, rides, parcels or calls, however many rows each left', { min: 1 }),
    first_at: instant('first time'),
    last_at: instant('last time'),
  },
});
