import { type Static, Type } from 'typebox';
import { noticeFields } from './notice.ts';
import { ScoreRow } from './rankings.ts';
import { Count, Instant, NumberOrNull, Pseudonym, RoleOrNull, TextOrNull } from './values.ts';

export const PersonPath = Type.Object({ id: Pseudonym }, { additionalProperties: false });

const FeatureValue = Type.Object(
  {
    name: Type.String(),
    value: NumberOrNull('null where the records do not allow it'),
    unit: Type.String(),
    reason: Type.String({ description: 'why an expert would look at it' }),
  },
  { additionalProperties: false },
);

const Contact = Type.Object(
  {
    person: Pseudonym,
    channel: Type.String({ description: 'how the two met: room, booking, order, seat, convoy, parcel, call, ...' }),
    count: Count('meetings'),
    first: Instant('first meeting'),
    last: Instant('last meeting'),
    records: Type.Array(Type.String(), { description: 'record ids behind the contact, in time order' }),
    established: RoleOrNull('role of the contact in an established case, else null'),
  },
  { additionalProperties: false },
);

export const PersonAnswer = Type.Object(
  {
    person: Pseudonym,
    run_id: Type.String({ description: 'the run the scores and features come from' }),
    as_of: Instant('newest record the scores may use'),
    area_id: TextOrNull('area the person is seen in most'),
    hops: Count('contacts between the person and the nearest established case'),
    scores: Type.Array(ScoreRow, { description: 'one row a role the person is ranked in' }),
    features: Type.Array(FeatureValue),
    contacts: Type.Array(Contact, { description: 'strongest first' }),
    ...noticeFields,
  },
  { additionalProperties: false },
);
export type PersonAnswer = Static<typeof PersonAnswer>;
