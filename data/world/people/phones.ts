import { at } from '../array.ts';
import { type Calendar, daySeconds } from '../calendar.ts';
import type { Parameters } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import { phoneText } from './identity.ts';
import type { Population } from './population.ts';

export interface Subscription {
  readonly phone: number;
  readonly holder: number;
  readonly from: number;
  to: number;
}

/** Who uses which number now and who stands in the register for it; the two differ for some. */
export interface Phones {
  /** Number used every day. */
  main(person: number): number;
  /** Number used for dealings: the second one where there is one. */
  trade(person: number): number;
  text(phone: number): string;
  subscriptions(): readonly Subscription[];
  /** A new number nobody stands for, or `holder` does. */
  issue(holder: number, from: number): number;
  /** The person drops the number of daily use or of dealings and takes a new one, registered to `holder` (-1 nobody). */
  replace(person: number, which: 'main' | 'trade', holder: number, instant: number): void;
  /** Person who stands for the number now, -1 nobody. */
  holder(phone: number): number;
}

export function makePhones(
  population: Population,
  calendar: Calendar,
  parameters: Parameters,
  seed: number,
  rng: Rng,
): Phones {
  const texts: string[] = [];
  const subscriptions: Subscription[] = [];
  const current = new Map<number, number>();
  const mains = new Int32Array(population.total).fill(-1);
  const seconds = new Int32Array(population.total).fill(-1);
  const salt = (seed >>> 0) % 900_000_007;
  const issue = (holder: number, from: number): number => {
    const phone = texts.length;
    texts.push(phoneText(phone, salt));
    if (holder >= 0 && holder < population.registered) {
      current.set(phone, subscriptions.length);
      subscriptions.push({ phone, holder, from, to: 0 });
    }
    return phone;
  };
  const earlier = (phone: number, before: number): void => {
    const to = before - daySeconds * (90 + rng.int(400));
    subscriptions.push({
      phone,
      holder: rng.int(population.registered),
      from: to - daySeconds * (60 + rng.int(2000)),
      to,
    });
  };
  for (let person = 0; person < population.total; person++) {
    const from = calendar.start - Math.floor(daySeconds * (20 + 4000 * rng.next() ** 2));
    const first = at(population.household, person);
    if (person > first && rng.chance(0.05)) {
      mains[person] = at(mains, first);
      continue;
    }
    mains[person] = issue(registrant(population, person, parameters, rng), from);
    if (rng.chance(0.04)) earlier(at(mains, person), from);
    if (rng.chance(parameters.people.secondPhoneShare))
      seconds[person] = issue(registrant(population, person, parameters, rng), from);
  }
  return Object.freeze({
    main: (person: number) => at(mains, person),
    trade: (person: number) => (at(seconds, person) >= 0 ? at(seconds, person) : at(mains, person)),
    text: (phone: number) => at(texts, phone),
    subscriptions: () => subscriptions,
    issue,
    replace: (person: number, which: 'main' | 'trade', holder: number, instant: number) => {
      const shelf = which === 'trade' ? seconds : mains;
      const open = current.get(at(shelf, person));
      if (open !== undefined) at(subscriptions, open).to = Math.max(at(subscriptions, open).from, instant);
      shelf[person] = issue(holder, instant);
    },
    holder: (phone: number) => {
      const open = current.get(phone);
      return open === undefined || at(subscriptions, open).to !== 0 ? -1 : at(subscriptions, open).holder;
    },
  });
}

/** Mostly oneself; a relative, or nobody, for some. */
function registrant(population: Population, person: number, { noise }: Parameters, rng: Rng): number {
  if (person >= population.registered) return -1;
  if (!rng.chance(noise.wrongRegistration)) return person;
  return rng.chance(0.25) ? -1 : at(population.household, person);
}
