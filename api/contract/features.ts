import { type Static, Type } from 'typebox';
import { CaseUse } from './graph.ts';
import { Count, Instant, NumberOrNull, Pseudonym, Shape, TextOrNull, Words } from './values.ts';

export const FeaturesAnswer = Shape({
  person: Pseudonym,
  run_id: Type.String(),
  as_of: Instant('newest record it may use'),
  area_id: TextOrNull('area whose people are compared with; null: everybody'),
  peers: Count('people compared with'),
  features: Type.Array(
    Shape({
      name: Type.String(),
      family: Type.String(),
      unit: Type.String(),
      value: NumberOrNull('null where the records do not allow it'),
      peers_median: NumberOrNull('half of the peers have at most so much'),
      peers_high: NumberOrNull('nine in ten have at most so much'),
      rank: NumberOrNull('share of the peers that are below, plus half of those that are equal, 0 to 1'),
      reason: Words,
      in_words: Words,
    }),
    { description: 'what is farthest from the peers first, what is not known last' },
  ),
  exposed: Count('people that this view shows'),
  case: CaseUse,
});
export type FeaturesAnswer = Static<typeof FeaturesAnswer>;
