import { createRng, type Rng } from '../../engine/kernel/rng.ts';

/** A call world of its own making, with successions planted in it; it knows nothing of how they are found. */
export interface CallWorldOptions {
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  /** People who take a new number in the middle; 0 is the null world. */
  readonly successions: number;
  /** People who stop, and others who begin, for other reasons. */
  readonly leavers: number;
  readonly newcomers: number;
  /** Share of an heir's calls that go to new contacts. */
  readonly drift: number;
  readonly callsPerDay: number;
  /** A circle that changes its numbers on the same day. */
  readonly together: boolean;
}

export interface CallWorld {
  readonly call: readonly {
    readonly record_id: string;
    readonly caller: string;
    readonly callee: string;
    readonly started_at: number;
    readonly caller_cell: string;
    readonly warrant_id: string;
  }[];
  /** Old and new number of each planted succession. */
  readonly planted: readonly (readonly [string, string])[];
}

export const defaultCallWorld: CallWorldOptions = Object.freeze({
  seed: 1,
  people: 300,
  days: 30,
  successions: 20,
  leavers: 10,
  newcomers: 10,
  drift: 0.25,
  callsPerDay: 1.5,
  together: false,
});

const start = 1_700_000_000;

/** Circles of friends with ties across, bursts of calls, two usual cells each, and hours of their own. */
export function callWorld(options: CallWorldOptions): CallWorld {
  const rng = createRng(options.seed);
  const { people, days } = options;
  const friends = friendLists(rng, people);
  const order = shuffled(rng, people);
  const changers = options.together
    ? circleOf(friends, order[0] as number, options.successions)
    : order.slice(0, options.successions);
  const rest = order.filter((person) => !changers.includes(person));
  const leavers = new Set(rest.slice(0, options.leavers));
  const newcomers = new Set(rest.slice(options.leavers, options.leavers + options.newcomers));
  const middle = (): number => Math.floor(days * (0.3 + 0.4 * rng.uniform()));
  const common = middle();
  const changeDay = new Map(
    [...changers, ...leavers, ...newcomers].map((person) => [person, options.together ? common : middle()]),
  );
  const numberOf = (person: number, day: number): string =>
    changers.includes(person) && day >= (changeDay.get(person) as number) ? `n${person}` : `o${person}`;
  const present = (person: number, day: number): boolean => {
    const change = changeDay.get(person) ?? 0;
    return !(leavers.has(person) && day >= change) && !(newcomers.has(person) && day < change);
  };
  const rate = Array.from({ length: people }, () => options.callsPerDay * (0.4 + 1.2 * rng.uniform()));
  const call: CallWorld['call'][number][] = [];
  for (let day = 0; day < days; day++) {
    for (let person = 0; person < people; person++) {
      if (!present(person, day)) continue;
      for (let left = poisson(rng, rate[person] as number); left > 0; left--) {
        const changed = changers.includes(person) && day >= (changeDay.get(person) as number);
        const other = partner(rng, friends[person] as readonly number[], people, changed ? options.drift : 0.05);
        if (other === person || !present(other, day)) continue;
        const bursts = rng.uniform() < 0.2 ? 3 : 1;
        for (let burst = 0; burst < bursts; burst++) {
          const hour = (8 + (person % 5) + rng.int(10)) % 24;
          call.push({
            record_id: `c${call.length}`,
            caller: numberOf(person, day),
            callee: numberOf(other, day),
            started_at: start + day * 86400 + hour * 3600 + rng.int(3600),
            caller_cell: `cell${rng.uniform() < 0.7 ? person % 40 : (person * 7 + rng.int(2)) % 40}`,
            warrant_id: 'w',
          });
        }
      }
    }
  }
  return { call, planted: changers.map((person) => [`o${person}`, `n${person}`] as const) };
}

/** Circles of twelve, most friends within, some anywhere; friendship goes both ways. */
function friendLists(rng: Rng, people: number): readonly (readonly number[])[] {
  const lists = Array.from({ length: people }, () => new Set<number>());
  for (let person = 0; person < people; person++) {
    for (let i = 0; i < 5; i++) {
      const circle = person - (person % 12);
      const other = rng.uniform() < 0.7 ? Math.min(people - 1, circle + rng.int(12)) : rng.int(people);
      if (other === person) continue;
      lists[person]?.add(other);
      lists[other]?.add(person);
    }
  }
  return lists.map((set) => [...set]);
}

function circleOf(friends: readonly (readonly number[])[], from: number, size: number): number[] {
  const found = [from];
  for (let i = 0; i < found.length && found.length < size; i++)
    for (const friend of friends[found[i] as number] ?? [])
      if (!found.includes(friend) && found.length < size) found.push(friend);
  return found;
}

/** Few friends get most of the calls. */
function partner(rng: Rng, friends: readonly number[], people: number, drift: number): number {
  if (friends.length === 0 || rng.uniform() < drift) return rng.int(people);
  return friends[Math.floor(friends.length * rng.uniform() ** 1.5)] as number;
}

function shuffled(rng: Rng, size: number): number[] {
  const order = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

function poisson(rng: Rng, mean: number): number {
  const limit = Math.exp(-mean);
  let product = rng.uniform();
  let count = 0;
  while (product > limit) {
    product *= rng.uniform();
    count++;
  }
  return count;
}
