import { ExcavatorError } from '../kernel/errors.ts';
import { callFacts } from './calls-moves.ts';
import { caseGraphFacts } from './case-words.ts';
import { patternFacts } from './cases-patterns.ts';
import { closeFacts } from './close-ties.ts';
import { contactFacts } from './contacts.ts';
import { lineageFaults } from './lineage.ts';
import { tripFacts } from './movement-trips.ts';
import { nearFeatures, unexplainedFeatures } from './near.ts';
import { neighbourFeatures } from './neighbours.ts';
import { parcelFacts } from './parcels-signs.ts';
import { phoneFacts } from './phones.ts';
import { mobilityFacts } from './places-mobility.ts';
import { featuresOfFact } from './ranks.ts';
import { cycleFacts } from './rhythm-cycles.ts';
import { sqlFamilies } from './sql-families.ts';
import { testedFacts } from './tested-contacts.ts';
import type { Fact, Feature } from './types.ts';

const asFact = ({ sql: _, ...words }: Fact & { readonly sql: string }): Fact => words;

/** Everything found out of a person, in its own unit. */
export const facts: readonly Fact[] = Object.freeze([
  ...sqlFamilies.flatMap((family) => family.features.map(asFact)),
  ...cycleFacts,
  ...mobilityFacts,
  ...tripFacts,
  ...parcelFacts,
  ...callFacts,
  ...phoneFacts,
  ...contactFacts,
  ...testedFacts,
  ...caseGraphFacts,
  ...patternFacts,
  ...closeFacts,
]);

const own = facts.flatMap(featuresOfFact);

/** Features of records, contacts and cases, in column order. */
export const baseFeatures: readonly Feature[] = Object.freeze([...own, ...neighbourFeatures(own)]);

/** What each look reads, the next one more than the one before: what came later stands behind. */
export const lookFeatures: readonly (readonly Feature[])[] = Object.freeze([
  baseFeatures,
  Object.freeze([...baseFeatures, ...nearFeatures(baseFeatures)]),
]);

/** Every feature in column order. */
export const featureRegistry: readonly Feature[] = admitted([
  ...(lookFeatures.at(-1) ?? []),
  ...unexplainedFeatures(baseFeatures),
]);

/**
 * Features that tell of a person by way of what contacts were scored, whose scores know who is established: for scoring
 * people who are not, never for learning from those who are.
 */
export const nearNames: readonly string[] = Object.freeze(
  featureRegistry.filter(({ family }) => family === 'near').map(({ name }) => name),
);

export const registryByName: ReadonlyMap<string, Feature> = new Map(featureRegistry.map((one) => [one.name, one]));

/** What the ranks are of, in the order of the fact table. */
export const rankedFacts: readonly Fact[] = Object.freeze(facts.filter(({ rank }) => rank !== undefined));

/** A protected column among the sources stops the program where the registry is read, before anything is trained. */
export function admitted(features: readonly Feature[]): readonly Feature[] {
  const faults = lineageFaults(features);
  if (faults.length === 0) return Object.freeze(features);
  throw new ExcavatorError({
    code: 'feature_lineage',
    kind: 'internal',
    what: 'A feature is computed from a column that no feature may use.',
    got: faults.join('; '),
    expected: 'open columns of the contract',
    advice: 'Take the column out of the feature (docs: oversight rule 6).',
  });
}
