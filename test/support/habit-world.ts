import { createRng } from '../../engine/kernel/rng.ts';
import { type Events, type Leg, leg, type Passage, passage, type Stay, stay } from './events.ts';

export interface HabitWorld {
  readonly people: number;
  readonly weeks: number;
  /** Trips and stays a person and week, on average. */
  readonly tripsAWeek: number;
  /** Pairs that go together, and the share of the first one's trips and stays that the second one joins. */
  readonly ties: number;
  readonly joined: number;
}

const firstDay = 19_800; // a Saturday, days since 1970-01-01
const localMidnight = (day: number): number => (firstDay + day) * 86400 - 28800;

/**
 * People with habits and nobody to share them with: each has own hotels, a road with own hours and a route with own hours,
 * and draws every trip for itself. Days differ in crowd (every tenth is a festival, when three times as many go). `ties`
 * pairs (0,1), (2,3) ... go together on part of the trips of the first.
 */
export function habitWorld(
  { people, weeks, tripsAWeek, ties, joined }: HabitWorld,
  seed: number,
): Required<Pick<Events, 'stay' | 'leg' | 'passage'>> {
  const rng = createRng(seed);
  const days = weeks * 7;
  const calendar = Array.from({ length: days }, (_, day) => day).flatMap((day) =>
    day % 10 === 4 ? [day, day, day] : [day],
  );
  const anyDay = (): number => calendar[rng.int(calendar.length)] as number;
  const [stays, legs, passages]: [Stay[], Leg[], Passage[]] = [[], [], []];
  let made = 0;
  const id = (): string => `r${++made}`;
  const habit = (): { hotel: number; road: number; route: number; hour: number } => ({
    hotel: rng.int(Math.ceil(people / 40)),
    road: rng.int(6),
    route: rng.int(8),
    hour: 6 + rng.int(14),
  });
  const drive = (who: number, at: number, road: number): void => {
    for (let gate = 0; gate < 4; gate++)
      passages.push(passage(id(), who, at + gate * 1500 + rng.int(90), `c${road}-${gate}`));
  };
  const ride = (who: number, day: number, route: number, hour: number, seat: number): void => {
    const depart = localMidnight(day) + hour * 3600;
    legs.push(
      leg(id(), who, depart, {
        service_id: `s${route}-${hour}`,
        from_place: `x${route}`,
        to_place: `y${route}`,
        seat: `${1 + (seat >> 2)}${'ABCD'[seat & 3]}`,
      }),
    );
  };
  const habits = Array.from({ length: people }, () => [habit(), habit()] as const);
  for (let who = 0; who < people; who++) {
    const trips = Math.round(weeks * tripsAWeek * (0.4 + 1.2 * rng.uniform()));
    const friend = who % 2 === 0 && who < 2 * ties ? who + 1 : undefined;
    for (let t = 0; t < trips; t++) {
      const { hotel, road, route, hour } = (habits[who] as (typeof habits)[number])[rng.int(2)] as ReturnType<
        typeof habit
      >;
      const company = friend !== undefined && rng.uniform() < joined ? [who, friend] : [who];
      const [dayOfStay, dayOfRoad, dayOfRide] = [anyDay(), anyDay(), anyDay()];
      const leave = localMidnight(dayOfRoad) + hour * 3600 + rng.int(3600);
      const seat = rng.int(39);
      for (const [i, one] of company.entries()) {
        stays.push(stay(id(), one, localMidnight(dayOfStay) + 14 * 3600 + rng.int(28000), { place_id: `h${hotel}` }));
        drive(one, leave + i * 20, road);
        ride(one, dayOfRide, route, hour, seat + i);
      }
    }
  }
  return { stay: stays, leg: legs, passage: passages };
}
