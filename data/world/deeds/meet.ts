import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import type { Booking } from '../record/events.ts';
import type { Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { dayRoom, visit } from './stay.ts';
import { given, tour } from './tour.ts';
import { hail } from './travel.ts';

export interface Meeting {
  readonly one: number;
  readonly other: number;
  readonly area: number;
  readonly day: number;
  /** A room that `one` has already. */
  readonly booking?: Booking | undefined;
  readonly hotels?: readonly number[];
}

/** Two people meet: in a room, in a hailed car or on a short drive. For a deal, a talk or a pleasure: it looks the same. */
export function meet(world: World, rng: Rng, meeting: Meeting): void {
  const { meetInRoom } = world.parameters.life;
  const unit = rng.next();
  if (unit < meetInRoom) inRoom(world, rng, meeting);
  else if (unit < meetInRoom + 0.3) inCar(world, rng, meeting);
  else onTheRoad(world, rng, meeting);
}

function inRoom(world: World, rng: Rng, { one, other, area, day, booking, hotels }: Meeting): void {
  if (booking !== undefined && rng.chance(0.75)) {
    const from = Math.floor(booking.from + (booking.until - booking.from) * rng.between(0.05, 0.5));
    visit(world, rng, booking, other, from, Math.min(booking.until, from + 1800 + rng.int(7200)));
    return;
  }
  const hotel = hotels !== undefined && rng.chance(0.5) ? rng.pick(hotels) : undefined;
  const [host, guest] = rng.chance(0.5) ? [one, other] : [other, one];
  dayRoom(world, rng, { host, guests: [guest], area, day, seen: 1, ...given({ hotel }) });
}

function inCar(world: World, rng: Rng, { one, other, area, day }: Meeting): void {
  const riders = rng.chance(0.5) ? [one, other] : [other, one];
  hail(world, rng, riders, area, world.calendar.midnight(day) + clock(rng, 'any'));
}

function onTheRoad(world: World, rng: Rng, { one, other, area, day }: Meeting): void {
  const vehicle = at(world.population.vehicle, other);
  if (vehicle < 0) return;
  const to = world.gravity.destination(other, area, rng);
  const departAt = world.calendar.midnight(day) + clock(rng, 'day');
  tour(world, rng, { people: [other, one], vehicle, from: area, legs: [{ to, nights: 0, hotel: false }], departAt });
}
