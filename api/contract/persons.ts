import { type Static, Type } from 'typebox';
import { CaseUse } from './graph.ts';
import { noticeFields } from './notice.ts';
import { ScoreRow } from './rankings.ts';
import { CaseId, Count, Instant, NumberOrNull, Pseudonym, Role, RoleOrNull, Shape, TextOrNull } from './values.ts';

export const PersonQuery = Shape({ case: CaseId });

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

const ExplanationLine = Type.Object(
  {
    name: Type.String(),
    value: NumberOrNull('null where the records do not allow it'),
    share: Type.Number({ description: 'what it adds to the probability' }),
    reason: Type.String({ description: 'why an expert would look at it' }),
  },
  { additionalProperties: false },
);

const Explanation = Type.Object(
  {
    role: Role,
    base: Type.Number({ description: 'probability of the average person of the training' }),
    score: Type.Number({ description: 'base plus the share of every feature' }),
    weighs_for: Type.Array(ExplanationLine, { description: 'what raises the score most' }),
    weighs_against: Type.Array(ExplanationLine, { description: 'what lowers it most' }),
    would_change: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          from: NumberOrNull('value now'),
          to: NumberOrNull('usual value'),
          score: Type.Number({ description: 'score after this change and those before' }),
        },
        { additionalProperties: false },
      ),
      { description: 'changes that would lower the score, each on top of those before' },
    ),
    halved: Type.Boolean({ description: 'whether these changes bring the score down to half' }),
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
    explanations: Type.Array(Explanation, { description: 'each score taken apart; empty where its model is gone' }),
    features: Type.Array(FeatureValue),
    contacts: Type.Array(Contact, { description: 'strongest first' }),
    exposed: Count('people that this view shows'),
    case: CaseUse,
    ...noticeFields,
  },
  { additionalProperties: false },
);
export type PersonAnswer = Static<typeof PersonAnswer>;
