import { type Static, Type } from 'typebox';
import { noticeFields } from './notice.ts';
import { Count, CountOrNull, Instant, NumberOrNull, Pseudonym, Role, Shape, Share, TextOrNull } from './values.ts';

export const RankingQuery = Type.Object(
  {
    role: Role,
    top: Type.Integer({ minimum: 1, maximum: 1000, default: 50, description: 'rows on a page' }),
    area: Type.Optional(Type.String({ minLength: 1, maxLength: 128, description: 'only persons of this area_id' })),
    cursor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1024,
        pattern: '^[A-Za-z0-9_-]+$',
        description: 'next_cursor of the page before; keeps to the ranking that page was taken from',
      }),
    ),
  },
  { additionalProperties: false },
);

export const RankChangesQuery = Type.Object(
  {
    role: Role,
    top: Type.Integer({
      minimum: 1,
      maximum: 200,
      default: 50,
      description: 'whoever is among the first so many of either ranking',
    }),
    since: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        pattern: '^[\\w.-]+$',
        description: 'an earlier run; default the one before the newest',
      }),
    ),
  },
  { additionalProperties: false },
);

export const ScoreRow = Type.Object(
  {
    rank: Type.Integer({ minimum: 1, description: 'place in the ranking of the role' }),
    person: Pseudonym,
    role: Role,
    area_id: TextOrNull('area the person is seen in most'),
    score: Share('calibrated probability of the role'),
    low: Share('lower end of the interval of the score'),
    high: Share('upper end of the interval of the score'),
    facts: Count('records that tie the person to somebody nearer to an established case'),
    as_of: Instant('newest record the score may use'),
    model: Type.String({ description: 'name and version of the model' }),
  },
  { additionalProperties: false },
);

export const RankingPage = Type.Object(
  {
    role: Role,
    area: TextOrNull('area asked for'),
    run_id: Type.String({ description: 'the run the ranking comes from; the same on all pages of one cursor' }),
    as_of: Instant('newest record the ranking may use'),
    model: Type.String({ description: 'name and version of the model' }),
    total: Count('persons in the ranking, after the area filter'),
    rows: Type.Array(ScoreRow),
    next_cursor: TextOrNull('opaque; null on the last page'),
    ...noticeFields,
  },
  { additionalProperties: false },
);
export type RankingPage = Static<typeof RankingPage>;

const RankChange = Shape({
  person: Pseudonym,
  kind: Type.Enum(['came', 'rose', 'fell', 'left'], {
    description: 'came: not in reach of a case before; left: not any more',
  }),
  rank_before: CountOrNull('place in the earlier ranking'),
  rank: CountOrNull('place in the newest'),
  score_before: NumberOrNull('calibrated probability then'),
  score: NumberOrNull('calibrated probability now'),
  facts_before: Count('records that tied the person to somebody nearer to a case'),
  facts: Count('records that tie the person to somebody nearer to a case'),
  why: Type.Array(
    Shape({
      feature: Type.String(),
      before: NumberOrNull('value then'),
      value: NumberOrNull('value now'),
      share: Type.Number({ description: 'how much of the change of the raw score it is, in log-odds' }),
      reason: Type.String(),
    }),
    { description: 'what moved the score most, by the model of the newest run; empty for those in one ranking only' },
  ),
});

export const RankChangesAnswer = Shape({
  role: Role,
  top: Count('how many of either ranking were looked at'),
  run_id: Type.String({ description: 'the newest run' }),
  as_of: Instant('newest record it may use'),
  since: Type.String({ description: 'the earlier run' }),
  since_as_of: Instant('newest record that one may use'),
  same_model: Type.Boolean({ description: 'false where another model ranked then: places may differ for that alone' }),
  changes: Type.Array(RankChange, { description: 'whoever moved, by place in the newest ranking' }),
  ...noticeFields,
});
export type RankChangesAnswer = Static<typeof RankChangesAnswer>;
