import { clock } from '../calendar.ts';
import { dayRoom, meet } from '../deeds/index.ts';
import { mixUnit, type Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { atHome } from './able.ts';
import type { Enrolled } from './enrol.ts';
import type { Crew } from './types.ts';

/** Crews whose day has come act; the gaps between two acts are exponential, as a network's are. */
export function runLookalikes(world: World, rng: Rng, enrolled: readonly Enrolled[], day: number): void {
  const { pace } = world.parameters.lookalikes;
  for (const { kind, crew } of enrolled) {
    if (crew.next > day) continue;
    crew.next = day + 1 + Math.floor(rng.exponential(kind.every / pace));
    kind.act(world, rng, crew, day);
    for (let left = kind.meets ?? 0; left > 0; left--) if (rng.chance(left)) meetClient(world, rng, crew, day);
    for (let left = kind.mingle ?? 0; left > 0; left--) if (rng.chance(left)) mingle(world, rng, crew, day);
    if (kind.like === 'retailer') changeNumber(world, rng, crew, kind.every / pace, day);
  }
}

/** Clients of one seller are neighbours, and meet without the seller too. */
function mingle(world: World, rng: Rng, crew: Crew, day: number): void {
  const when = day + rng.int(8);
  const [one, other, third] = atHome(world, rng.shuffle([...crew.clients]), when);
  if (one === undefined || other === undefined) return;
  if (third === undefined || rng.chance(0.5)) {
    meet(world, rng, { one, other, area: crew.home, day: when, hotels: crew.hotels });
    return;
  }
  const hotel = rng.pick(crew.hotels);
  dayRoom(world, rng, { host: one, guests: [other, third], area: crew.home, day: when, seen: 0.75, hotel });
}

/** Half of those who live from their telephone change its number as often as dealers do. */
function changeNumber(world: World, rng: Rng, crew: Crew, every: number, day: number): void {
  const { trade } = world.parameters;
  const [one] = crew.members;
  if (one === undefined || mixUnit(one, 53) < 0.5 || !rng.chance(Math.min(0.9, every / trade.phoneLifeDays))) return;
  const holder = rng.chance(trade.ownNameShare) ? one : -1;
  world.phones.replace(one, 'trade', holder, world.calendar.midnight(day) + clock(rng, 'day'));
}

/** Business is talked over where people meet. */
function meetClient(world: World, rng: Rng, crew: Crew, day: number): void {
  const when = day + 1 + rng.int(9);
  const [one] = atHome(world, crew.members.slice(0, 1), when);
  if (one === undefined || crew.clients.length === 0) return;
  const area = crew.areas.length > 0 && rng.chance(0.3) ? rng.pick(crew.areas) : crew.home;
  meet(world, rng, { one, other: rng.pick(crew.clients), area, day: when, hotels: crew.hotels });
}
