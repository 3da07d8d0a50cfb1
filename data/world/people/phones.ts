import { at } from '../array.ts';
import { type Calendar, daySeconds } from '../calendar.ts';
import type { Parameters } from '../parameters.ts';
import type { Rng } from '../rng.ts';
import { Column } from './column.ts';
import { phoneText } from './identity.ts';
import type { Population } from './population.ts';

export interface Subscription {
  readonly phone: number;
  readonly holder: number;
  readonly from: number;
  /** 0 while it runs. */
  readonly to: number;
}

/** Who uses which number now and who stands in the register for it; the two differ for some. */
export interface Phones {
  /** Number used every day. */
  main(person: number): number;
  /** Number used for dealings: the second one where there is one. */
  trade(person: number): number;
  text(phone: number): string;
  /** How many entries the register has, and each of them. */
  subscriptions(): number;
  subscription(index: number): Subscription;
  /** A new number nobody stands for, or `holder` does. */
  issue(holder: number, from: number): number;
  /** The person drops the number of daily use or of dealings and takes a new one, registered to `holder` (-1 nobody). */
  replace(person: number, which: 'main' | 'trade', holder: number, instant: number): void;
  /** Person who stands for the number now, -1 nobody. */
  holder(phone: number): number;
}

/** The register of numbers as columns: a million people have more numbers than objects are good for. */
interface Register {
  readonly phone: Column;
  readonly holder: Column;
  readonly from: Column;
  readonly to: Column;
  /** Entry that runs or ran last, by number; -1 none. */
  readonly latest: Column;
}

export function makePhones(
  population: Population,
  calendar: Calendar,
  parameters: Parameters,
  seed: number,
  rng: Rng,
): Phones {
  const [phone, holder, from, to, latest] = [new Column(), new Column(), new Column(), new Column(), new Column()];
  const register: Register = { phone, holder, from, to, latest };
  const mains = new Int32Array(population.total).fill(-1);
  const seconds = new Int32Array(population.total).fill(-1);
  const salt = (seed >>> 0) % 900_000_007;
  const issue = (owner: number, since: number): number => {
    const number = latest.length;
    latest.push(-1);
    if (owner >= 0 && owner < population.registered) latest.set(number, enter(register, number, owner, since, 0));
    return number;
  };
  giveNumbers(population, calendar, parameters, rng, { mains, seconds, issue, register });
  const end = (number: number, instant: number): void => {
    const open = number < 0 ? -1 : latest.get(number);
    if (open >= 0 && to.get(open) === 0) to.set(open, Math.max(from.get(open), instant));
  };
  return Object.freeze({
    main: (person: number) => at(mains, person),
    trade: (person: number) => (at(seconds, person) >= 0 ? at(seconds, person) : at(mains, person)),
    text: (number: number) => phoneText(number, salt),
    subscriptions: () => phone.length,
    subscription: (i: number) => ({ phone: phone.get(i), holder: holder.get(i), from: from.get(i), to: to.get(i) }),
    issue,
    replace: (person: number, which: 'main' | 'trade', owner: number, instant: number) => {
      const shelf = which === 'trade' ? seconds : mains;
      end(at(shelf, person), instant);
      shelf[person] = issue(owner, instant);
    },
    holder: (number: number) => {
      const open = latest.get(number);
      return open < 0 || to.get(open) !== 0 ? -1 : holder.get(open);
    },
  });
}

function enter(register: Register, phone: number, holder: number, from: number, to: number): number {
  register.phone.push(phone);
  register.holder.push(holder);
  register.from.push(from);
  register.to.push(to);
  return register.phone.length - 1;
}

interface Start {
  readonly mains: Int32Array;
  readonly seconds: Int32Array;
  readonly register: Register;
  issue(holder: number, from: number): number;
}

/** One number each, shared with the head of the household for some; a second one, or an earlier holder, for some. */
function giveNumbers(
  population: Population,
  calendar: Calendar,
  parameters: Parameters,
  rng: Rng,
  { mains, seconds, issue, register }: Start,
): void {
  for (let person = 0; person < population.total; person++) {
    const from = calendar.start - Math.floor(daySeconds * (20 + 4000 * rng.next() ** 2));
    const first = at(population.household, person);
    if (person > first && rng.chance(0.05)) {
      mains[person] = at(mains, first);
      continue;
    }
    mains[person] = issue(registrant(population, person, parameters, rng), from);
    if (rng.chance(0.04)) {
      const to = from - daySeconds * (90 + rng.int(400));
      const before = rng.int(population.registered);
      enter(register, at(mains, person), before, to - daySeconds * (60 + rng.int(2000)), to);
    }
    if (rng.chance(parameters.people.secondPhoneShare))
      seconds[person] = issue(registrant(population, person, parameters, rng), from);
  }
}

/** Mostly oneself; a relative, or nobody, for some. */
function registrant(population: Population, person: number, { noise }: Parameters, rng: Rng): number {
  if (person >= population.registered) return -1;
  if (!rng.chance(noise.wrongRegistration)) return person;
  return rng.chance(0.25) ? -1 : at(population.household, person);
}
