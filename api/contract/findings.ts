import { type Static, Type } from 'typebox';
import { CaseUse } from './graph.ts';
import { CaseId, Count, Instant, Pseudonym, Shape, Share, TextOrNull } from './values.ts';

export const findingKinds = [
  'burner_succession',
  'shared_phone',
  'phone_changes_hands',
  'shared_plate',
  'plate_changes_hands',
  'borrowed_id',
  'cloned_plate',
  'impossible_travel',
  'cannot_link',
  'merge',
  'scout',
] as const;
const Kind = Type.Enum([...findingKinds]);

export const FindingsQuery = Shape({
  case: CaseId,
  kind: Type.Optional(Kind),
  top: Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'findings on a page' }),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 512, pattern: '^[A-Za-z0-9_-]+$' })),
});

export const FindingsPage = Shape({
  run_id: Type.String(),
  as_of: Instant('newest record it may use'),
  findings: Type.Array(
    Shape({
      finding: Type.String({ description: 'stays the same from run to run' }),
      kind: Kind,
      probability: Share('that it is so'),
      person_a: Pseudonym,
      person_b: Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'the other one, where there is' }),
      first_at: Instant('first record behind it'),
      last_at: Instant('last record behind it'),
      record_count: Count('records behind it'),
      records: Type.Array(Type.String(), { description: 'the first of them' }),
      evidence: Type.Array(
        Shape({ what: Type.String(), weight: Type.Number({ description: 'in nats; positive speaks for it' }) }),
      ),
      joined: Type.Boolean({ description: 'the two are one person because of it' }),
    }),
    { description: 'by kind, most probable first; about people in reach of an established case only' },
  ),
  total: Count('findings that fit, over all pages'),
  next_cursor: TextOrNull('opaque; null on the last page'),
  exposed: Count('people that this page shows'),
  case: CaseUse,
  notices: Type.Array(Type.String()),
});
export type FindingsPage = Static<typeof FindingsPage>;
