import { at } from '../array.ts';
import { clock, daySeconds } from '../calendar.ts';
import { strayName } from '../people/index.ts';
import type { Label } from '../record/events.ts';
import { mixUnit, type Rng } from '../rng.ts';
import type { World } from '../world.ts';

export interface Post {
  readonly sender: number;
  readonly recipient: number;
  readonly day: number;
  readonly goods: string;
  readonly weight: number;
  /** Area the parcel starts in; default the sender's home. */
  readonly fromArea?: number;
  readonly fromOutlet?: number;
  /** A name and number made up on the spot. */
  readonly falseSender?: boolean;
  /** Recipient under a name not their own. */
  readonly nickname?: boolean;
}

const carriers = ['迅风', '安达', '联众', '邮路', '捷运'];

/** Sends a parcel to the recipient's outlet. */
export function post(world: World, rng: Rng, parcel: Post): void {
  const fromArea = parcel.fromArea ?? at(world.population.home, parcel.sender);
  const own = parcel.fromArea === undefined || parcel.fromArea === at(world.population.home, parcel.sender);
  const from =
    parcel.fromOutlet ??
    (own && rng.chance(0.7)
      ? at(world.population.outlet, parcel.sender)
      : world.places.draw('outlet', fromArea, rng.next()));
  const sender = parcel.falseSender ? madeUp(world, rng, fromArea) : ownLabel(world, rng, parcel.sender, false);
  deliver(world, rng, parcel, from, sender);
}

/** A parcel from a firm's store, as most parcels are. */
export function order(world: World, rng: Rng, recipient: number, area: number, day: number): void {
  const from = world.places.draw('outlet', area, rng.next() * 0.3);
  const address = `${at(world.areas, area).name}仓储园${1 + rng.int(20)}号`;
  const sender = {
    person: -1,
    name: `${at(world.areas, area).name}${rng.pick(['优选', '百货', '服饰', '食品', '数码'])}商行`,
    phone: -1,
    address,
    shown: -1,
  };
  deliver(
    world,
    rng,
    {
      sender: -1,
      recipient,
      day,
      goods: rng.pick(['服饰', '日用品', '食品', '数码配件', '图书', '茶叶', '零食', '家具']),
      weight: rng.logNormal(2, 0.9),
    },
    from,
    sender,
  );
}

function deliver(world: World, rng: Rng, parcel: Post, from: number, sender: Label): void {
  const to = at(world.population.outlet, parcel.recipient);
  const sentAt = world.calendar.midnight(parcel.day) + clock(rng, 'day');
  const km = world.roads.route(at(world.places.all, from).area, at(world.places.all, to).area).km;
  const until = Math.floor(sentAt + daySeconds * (0.4 + km / 700 + rng.exponential(0.6)));
  world.agenda.add('parcel', {
    at: sentAt,
    salt: rng.next(),
    until,
    waybill: world.code('W'),
    from,
    to,
    carrier: rng.pick(carriers),
    sender,
    recipient: ownLabel(world, rng, parcel.recipient, parcel.nickname ?? rng.chance(0.04)),
    goods: parcel.goods,
    weight: Math.max(0.05, Math.min(900, Number((parcel.weight * habit(parcel.sender)).toFixed(2)))),
  });
}

/** Some always send small things, some large ones. */
function habit(sender: number): number {
  return sender < 0 ? 1 : 4 ** (mixUnit(sender, 41) - 0.5);
}

function ownLabel(world: World, rng: Rng, person: number, nickname: boolean): Label {
  const phone = rng.chance(0.25) ? world.phones.trade(person) : world.phones.main(person);
  const name = nickname ? strayName(rng) : world.population.name(person);
  const shown = rng.chance(0.6) && person < world.population.registered ? person : -1;
  return {
    person,
    name,
    phone,
    address: address(world, at(world.population.home, person), at(world.population.household, person)),
    shown,
  };
}

function madeUp(world: World, rng: Rng, area: number): Label {
  const phone = rng.chance(0.5) ? world.phones.issue(-1, 0) : -1;
  return { person: -1, name: strayName(rng), phone, address: address(world, area, rng.int(100000)), shown: -1 };
}

function address(world: World, area: number, number: number): string {
  return `${at(world.areas, area).name}${['东', '西', '南', '北', '新'][number % 5]}街${1 + (number % 388)}号`;
}
