import type { CraftPattern, DealPattern, Pattern, SupplyPattern } from '../trade/types.ts';
import { bodyCarrier } from './body-carrier.ts';
import { borderParcels } from './border-parcels.ts';
import { buyingTrip } from './buying-trip.ts';
import { bypass } from './bypass.ts';
import { dayStays } from './day-stays.ts';
import { goodsApart } from './goods-apart.ts';
import { phoneSuccession } from './phone-succession.ts';
import { quietMeetings } from './quiet-meetings.ts';
import { recruitedOnline } from './recruited-online.ts';
import { relay } from './relay.ts';
import { scoutCar } from './scout-car.ts';
import { sharedRides } from './shared-rides.ts';
import { smallParcels } from './small-parcels.ts';
import { splitLoad } from './split-load.ts';
import { userRooms } from './user-rooms.ts';

const patterns: readonly Pattern[] = Object.freeze([
  scoutCar,
  relay,
  goodsApart,
  splitLoad,
  bypass,
  bodyCarrier,
  borderParcels,
  recruitedOnline,
  quietMeetings,
  phoneSuccession,
  dayStays,
  smallParcels,
  sharedRides,
  userRooms,
  buyingTrip,
]);

export const patternNames: readonly string[] = Object.freeze(patterns.map((pattern) => pattern.name));

/** Patterns in use, by tier. */
export interface Chosen {
  readonly supply: readonly SupplyPattern[];
  readonly retail: readonly DealPattern[];
  readonly craft: readonly CraftPattern[];
}

/** A tier of which `only` names nothing keeps all its patterns. */
export function choosePatterns(only: readonly string[] | undefined, without: readonly string[] | undefined): Chosen {
  const left = <P extends Pattern>(tier: readonly P[]): readonly P[] => {
    const named = tier.filter((pattern) => only?.includes(pattern.name) ?? false);
    return (named.length > 0 ? named : tier).filter((pattern) => !(without?.includes(pattern.name) ?? false));
  };
  return Object.freeze({
    supply: left(patterns.filter((pattern) => pattern.tier === 'supply')),
    retail: left(patterns.filter((pattern) => pattern.tier === 'retail')),
    craft: left(patterns.filter((pattern) => pattern.tier === 'craft')),
  });
}
