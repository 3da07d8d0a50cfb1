import { type Static, Type } from 'typebox';
import { CaseUse, ChannelName } from './graph.ts';
import { CaseId, Count, CountOrNull, Instant, Pseudonym, Shape } from './values.ts';

export const WhyContactQuery = Shape({ a: Pseudonym, b: Pseudonym, case: CaseId });

export const WhyContactAnswer = Shape({
  run_id: Type.String(),
  as_of: Instant('newest record it may use'),
  a: Pseudonym,
  b: Pseudonym,
  contact: Type.Boolean(),
  weight: Type.Number({ description: 'of the contact, in meetings-equivalents; 0 where there is none' }),
  channels: Type.Array(
    Shape({
      channel: ChannelName,
      from: Pseudonym,
      to: Pseudonym,
      verdict: Type.Enum(['tested', 'tie_by_itself', 'within_chance', 'never_met', 'never_there'], {
        description:
          'more trips than chance gives; one is enough, such as a parcel; met, but no more than habits explain; seen there, never together; one is not seen there',
      }),
      trips: Count('independent trips or stays together'),
      encounters: Count('encounters on them'),
      expected: Type.Number({ description: 'trips that chance gives' }),
      log10_p: Type.Number({ description: 'log10 of the probability of so many by chance' }),
      log10_q: Type.Number({ description: 'log10 of the expected share of false discoveries' }),
      weight: Type.Number({ description: 'what the channel adds to the weight of the contact' }),
      trips_needed: CountOrNull('trips from which on it would pass its test; null where it never would'),
      records: Type.Array(Type.String(), { description: 'in time order, pairs as `a+b`' }),
    }),
  ),
  exposed: Count('people that this view shows'),
  case: CaseUse,
});
export type WhyContactAnswer = Static<typeof WhyContactAnswer>;
