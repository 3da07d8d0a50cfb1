import type { GuiltyRole } from './types.ts';

/**
 * Which role an innocent look-alike is mistaken for, because they share its motifs. A kind that is not listed
 * counts as a look-alike of every role.
 */
const likeOf: Readonly<Record<string, GuiltyRole>> = Object.freeze({
  long_haul_driver: 'supplier',
  tea_trader: 'supplier',
  jade_trader: 'supplier',
  tour_guide: 'supplier',
  border_vendor: 'supplier',
  purchasing_agent: 'supplier',
  road_trip_club: 'supplier',
  card_host: 'retailer',
  online_reseller: 'retailer',
  salesperson: 'retailer',
  parcel_agent: 'retailer',
  ride_driver: 'retailer',
  desk_staff: 'retailer',
  kin_of_users: 'user',
  clinic_visitor: 'user',
  couple: 'user',
  card_player: 'user',
  migrant_worker: 'user',
  festival_crowd: 'user',
  mail_order_regular: 'user',
});

export function looksLike(kind: string, role: GuiltyRole): boolean {
  return kind !== '' && (likeOf[kind] ?? role) === role;
}
