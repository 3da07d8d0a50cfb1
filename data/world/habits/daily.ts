import { at } from '../array.ts';
import { clock } from '../calendar.ts';
import { dayRoom, hail, order, post, tour } from '../deeds/index.ts';
import { mixUnit, type Rng } from '../rng.ts';
import type { World } from '../world.ts';
import { nightsAway, tripTarget } from './trips.ts';

/** Weeks of much and of little, so that gaps between two trips of a person are heavy-tailed. */
const busyWeek = 2.6;
const quietWeek = 0.6;
const busyShare = 0.2;

/** Share of people who ever go to the border markets. */
const marketGoers = 0.4;

/** Ordinary life of everybody on one day. */
export function liveDay(world: World, rng: Rng, day: number): void {
  const { population, parameters, calendar } = world;
  const { life } = parameters;
  const total =
    life.driveRate +
    life.publicRate +
    life.rideRate +
    life.orderRate +
    life.parcelRate +
    life.roomRate +
    life.marketRate;
  const most = total * busyWeek * calendar.rhythm(day);
  const week = Math.floor(day / 7);
  const morning = calendar.midnight(day) + 6 * 3600;
  for (let person = 0; person < population.total; person++) {
    if (rng.next() >= most * at(population.activity, person)) continue;
    const pace = mixUnit(person, week + 31) < busyShare ? busyWeek : quietWeek;
    if (rng.next() * busyWeek >= pace) continue;
    if (at(population.busyUntil, person) > morning) continue;
    act(world, rng, person, day, rng.next() * total);
  }
  changePhones(world, rng, day);
}

function act(world: World, rng: Rng, person: number, day: number, drawn: number): void {
  const { life } = world.parameters;
  let left = drawn;
  const falls = (rate: number): boolean => {
    left -= rate;
    return left < 0;
  };
  if (falls(life.orderRate)) buy(world, rng, person, day);
  else if (falls(life.driveRate)) trip(world, rng, person, day, true);
  else if (falls(life.publicRate)) trip(world, rng, person, day, false);
  else if (falls(life.rideRate)) ride(world, rng, person, day);
  else if (falls(life.parcelRate)) gift(world, rng, person, day);
  else if (falls(life.marketRate)) market(world, rng, person, day);
  else room(world, rng, person, day);
}

/** Household or friends who are free, as many as wished; the active ones go along more often. */
function company(world: World, rng: Rng, person: number, day: number, wished: number): readonly number[] {
  if (wished === 0) return [];
  const { social, population, calendar } = world;
  const limit = calendar.midnight(day) + 6 * 3600;
  const pool = rng.chance(0.5)
    ? social.household(person)
    : rng.chance(0.75)
      ? Array.from(social.friends(person))
      : [...social.colleagues(person).slice(0, 12)];
  const willing = (other: number): boolean => rng.chance(0.2 + 0.6 * at(population.activity, other));
  return rng
    .shuffle(pool.filter((other) => other !== person && at(population.busyUntil, other) <= limit && willing(other)))
    .slice(0, wished);
}

function trip(world: World, rng: Rng, person: number, day: number, byCar: boolean): void {
  const home = at(world.population.home, person);
  const vehicle = byCar ? at(world.population.vehicle, person) : -1;
  if (byCar && vehicle < 0) return;
  const to = tripTarget(world, rng, person, home, vehicle, day);
  if (to === home) return;
  const { km } = world.roads.route(home, to);
  const people = [person, ...company(world, rng, person, day, rng.chance(0.33) ? 0 : 1 + rng.int(byCar ? 3 : 4))];
  const legs = [{ to, nights: nightsAway(rng, km), hotel: rng.chance(world.parameters.life.hotelShare) }];
  tour(world, rng, {
    people,
    vehicle,
    from: home,
    legs,
    departAt: world.calendar.midnight(day) + clock(rng, rng.chance(0.6) ? 'morning' : 'day'),
  });
}

function market(world: World, rng: Rng, person: number, day: number): void {
  if (mixUnit(person, 61) > marketGoers) return;
  const home = at(world.population.home, person);
  const towns = world.areas.filter((area) => area.kind === 'border' && (day + area.index) % 5 === 0);
  const town = towns.length > 0 ? rng.pick(towns).index : home;
  if (town === home || world.roads.route(home, town).km > 220) return;
  const vehicle = at(world.population.vehicle, person);
  const people = [person, ...company(world, rng, person, day, rng.int(2))];
  tour(world, rng, {
    people,
    vehicle,
    from: home,
    legs: [{ to: town, nights: 0, hotel: false }],
    departAt: world.calendar.midnight(day) + clock(rng, 'morning'),
    bypass: rng.chance(0.3) ? 0.8 : 0.15,
  });
}

function ride(world: World, rng: Rng, person: number, day: number): void {
  const riders = [person, ...company(world, rng, person, day, rng.chance(0.7) ? 0 : 1)];
  hail(world, rng, riders, at(world.population.home, person), world.calendar.midnight(day) + clock(rng, 'any'));
}

function room(world: World, rng: Rng, person: number, day: number): void {
  const guests = company(world, rng, person, day, 1 + rng.int(3));
  dayRoom(world, rng, { host: person, guests, area: at(world.population.home, person), day, seen: 0.75 });
}

/** Most orders come from firms' stores in large towns. */
function buy(world: World, rng: Rng, person: number, day: number): void {
  order(world, rng, person, at(world.population.home, rng.int(world.population.registered)), day);
}

function gift(world: World, rng: Rng, person: number, day: number): void {
  const { falseSenderShare } = world.parameters.life;
  const friends = world.social.friends(person);
  const kin =
    friends.length > 0 && rng.chance(0.6) ? at(friends, rng.int(friends.length)) : rng.int(world.population.registered);
  const goods = rng.pick(['茶叶', '特产', '零食', '服饰', '文件', '家具', '药材', '日用品']);
  post(world, rng, {
    sender: person,
    recipient: kin,
    day,
    goods,
    weight: rng.logNormal(2.5, 0.9),
    falseSender: rng.chance(falseSenderShare),
  });
}

function changePhones(world: World, rng: Rng, day: number): void {
  const { population, parameters, phones, calendar } = world;
  for (
    let count = rng.poisson(Math.min(600, parameters.people.phoneChangeRate * population.registered));
    count > 0;
    count--
  ) {
    const person = rng.int(population.registered);
    const instant = calendar.midnight(day) + clock(rng, 'day');
    const holder = rng.chance(0.85) ? person : rng.chance(0.5) ? -1 : at(population.household, person);
    phones.replace(person, rng.chance(0.7) ? 'main' : 'trade', holder, instant);
  }
}
