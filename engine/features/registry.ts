import { ExcavatorError } from '../kernel/errors.ts';
import { caseFeatureList } from './case-features.ts';
import { graphFeatureList } from './graph-features.ts';
import { lineageFaults } from './lineage.ts';
import { sqlFamilies } from './sql-families.ts';
import { testedContactList } from './tested-contacts.ts';
import type { Feature } from './types.ts';

const own: readonly Feature[] = [
  ...sqlFamilies.flatMap((family) => family.features),
  ...graphFeatureList,
  ...testedContactList,
  ...caseFeatureList,
];

/** Behaviour and flow of the people around somebody say what the person's own few records do not. */
const averaged = [
  'night_share',
  'day_stay_share',
  'one_night_share',
  'late_ticket_share',
  'sent_unverified_share',
  'received_unverified_share',
  'received_inland_share',
  'passage_night_share',
  'degree',
  'flow_user',
  'flow_retailer',
  'flow_supplier',
] as const;

const neighbours: readonly Feature[] = averaged.map((name) => {
  const base = own.find((feature) => feature.name === name) as Feature;
  return {
    ...base,
    name: `neighbours_${name}`,
    family: 'neighbours',
    reason: `Mean over contacts, weighted by contact: ${base.reason}`,
  };
});

export const averagedFeatures: readonly string[] = averaged;

/** Every feature in column order. */
export const featureRegistry: readonly Feature[] = admitted([...own, ...neighbours]);

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
