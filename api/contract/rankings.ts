import { type Static, Type } from 'typebox';
import { noticeFields } from './notice.ts';
import { Count, Instant, Pseudonym, Role, Share, TextOrNull } from './values.ts';

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
