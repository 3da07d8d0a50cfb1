import { borderVendor } from './border-vendor.ts';
import { cardHost } from './card-host.ts';
import { cardPlayer } from './card-player.ts';
import { clinicVisitor } from './clinic-visitor.ts';
import { couple } from './couple.ts';
import { deskStaff } from './desk-staff.ts';
import { festivalCrowd } from './festival-crowd.ts';
import { jadeTrader } from './jade-trader.ts';
import { kinOfUsers } from './kin-of-users.ts';
import { longHaulDriver } from './long-haul-driver.ts';
import { mailOrderRegular } from './mail-order-regular.ts';
import { migrantWorker } from './migrant-worker.ts';
import { onlineReseller } from './online-reseller.ts';
import { parcelAgent } from './parcel-agent.ts';
import { purchasingAgent } from './purchasing-agent.ts';
import { rideDriver } from './ride-driver.ts';
import { roadTripClub } from './road-trip-club.ts';
import { salesperson } from './salesperson.ts';
import { teaTrader } from './tea-trader.ts';
import { tourGuide } from './tour-guide.ts';
import type { Lookalike } from './types.ts';

export const lookalikes: readonly Lookalike[] = Object.freeze([
  longHaulDriver,
  teaTrader,
  jadeTrader,
  tourGuide,
  borderVendor,
  purchasingAgent,
  roadTripClub,
  cardHost,
  onlineReseller,
  salesperson,
  parcelAgent,
  rideDriver,
  deskStaff,
  kinOfUsers,
  clinicVisitor,
  couple,
  cardPlayer,
  migrantWorker,
  festivalCrowd,
  mailOrderRegular,
]);

const likes = new Map(lookalikes.map(({ name, like }) => [name, like]));

/** The role a kind is mistaken for; undefined for people of no kind. */
export function likeOf(name: string): Lookalike['like'] | undefined {
  return likes.get(name);
}

export const lookalikeNames: readonly string[] = Object.freeze(lookalikes.map((kind) => kind.name));
