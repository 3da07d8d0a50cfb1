import type { Matrix, ModelRole } from '../types.ts';

/** One sign an investigator would name, and what it counts. */
export interface HandRule {
  readonly role: ModelRole;
  readonly feature: string;
  readonly atLeast: number;
  readonly points: number;
  readonly words: string;
}

const rule = (role: ModelRole, points: number, feature: string, atLeast: number, words: string): HandRule => ({
  role,
  points,
  feature,
  atLeast,
  words,
});

/**
 * What the published description of the field says about each role (domain notes), as points. Written before any
 * result was seen and never tuned: a model that cannot beat it is not worth its opacity.
 */
export const handRules: readonly HandRule[] = Object.freeze([
  rule('user', 3, 'contacts_retailer', 1, 'in contact with an established retailer'),
  rule('user', 2, 'contacts_user', 1, 'in contact with an established user'),
  rule('user', 2, 'lodging_lift_user', 1, 'shares rooms or nights with established users more than by chance'),
  rule('user', 1, 'within_two_user', 2, 'two contacts from several established users'),
  rule('user', 1, 'day_stay_share', 0.3, 'often takes a room by day'),
  rule('user', 1, 'received_small_share', 0.5, 'receives mostly small parcels'),
  rule('user', 1, 'night_share', 0.4, 'moves at night'),
  rule('retailer', 3, 'contacts_user', 2, 'in contact with several established users'),
  rule('retailer', 3, 'contacts_supplier', 1, 'in contact with an established supplier'),
  rule('retailer', 2, 'received_border_share', 0.3, 'receives parcels from border outlets'),
  rule('retailer', 1, 'parcel_lift_supplier', 1, 'parcels with established suppliers more than by chance'),
  rule('retailer', 1, 'day_stay_share', 0.3, 'often takes a room by day'),
  rule('retailer', 1, 'degree_rank', 0.9, 'in contact with more people than nine in ten'),
  rule('retailer', 1, 'stay_after_share', 0.3, 'stays away after a journey'),
  rule('supplier', 3, 'contacts_retailer', 1, 'in contact with an established retailer'),
  rule('supplier', 3, 'convoy_lift_supplier', 1, 'drives with established suppliers more than by chance'),
  rule('supplier', 2, 'sent_border_share', 0.3, 'sends parcels from border outlets'),
  rule('supplier', 1, 'sent_unverified_share', 0.5, 'sends parcels without showing an identity card'),
  rule('supplier', 2, 'gate_gap_share', 0.2, 'is missed at checkpoints that lie on the way'),
  rule('supplier', 1, 'one_way_share', 0.5, 'journeys without a way back'),
  rule('supplier', 1, 'border_share', 0.5, 'mostly seen near the border'),
]);

/** Points of each row by the rules of a role whose features are there; undefined where there are none. */
export function handRuleScores(role: ModelRole, { rows, names, columns }: Matrix): Float64Array | undefined {
  const used = handRules.flatMap((one) => {
    const column = columns[names.indexOf(one.feature)];
    return one.role === role && column !== undefined ? [{ ...one, column }] : [];
  });
  if (used.length === 0) return undefined;
  const points = new Float64Array(rows);
  for (const { column, atLeast, points: worth } of used)
    for (let r = 0; r < rows; r++) if ((column[r] as number) >= atLeast) points[r] = (points[r] as number) + worth;
  return points;
}
