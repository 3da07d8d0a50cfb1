import { buildWorld } from '../../data/world/build.ts';
import { openCallBook, openCases } from '../../data/world/cases/index.ts';
import { liveDay } from '../../data/world/habits/daily.ts';
import { enrolLookalikes, runLookalikes } from '../../data/world/lookalikes/index.ts';
import { defaultParameters, type Parameters } from '../../data/world/parameters.ts';
import { choosePatterns } from '../../data/world/patterns/index.ts';
import type { EventsByTable, EventTable } from '../../data/world/record/events.ts';
import { makeDayWriter, type TieBook } from '../../data/world/record/index.ts';
import type { TableStore } from '../../data/world/record/table-store.ts';
import { countRoles } from '../../data/world/report.ts';
import { Rng } from '../../data/world/rng.ts';
import { castNetworks, runNetwork } from '../../data/world/trade/index.ts';
import type { World } from '../../data/world/world.ts';

/** The person behind each mention: by table and column, the person at the place of the record's number; -1 nobody. */
export type Mentions = Readonly<Record<MentionName, Int32Array>>;
export const mentionNames = Object.freeze(['guest', 'passenger', 'checked', 'sender', 'recipient'] as const);
export type MentionName = (typeof mentionNames)[number];

/** Where the id stands in a row of the mention's table. */
const idColumns: Readonly<Partial<Record<MentionName, number>>> = { guest: 7, passenger: 11, checked: 8, sender: 9 };

export interface Replacement {
  readonly earlier: string;
  readonly later: string;
  readonly at: number;
  readonly person: number;
}

/** What only the world knows: who really was behind each record, who changed numbers, who shares one. */
export interface Actors {
  readonly persons: number;
  readonly mentions: Mentions;
  /** The same for the papers: whose id the office saw; -1 nobody's. */
  readonly shown: Mentions;
  /** `id_no`, or '' where the person has none. */
  readonly ids: readonly string[];
  readonly replacements: readonly Replacement[];
  /** Numbers that two people or more use as their own, on the first day or the last. */
  readonly sharedPhones: ReadonlySet<string>;
  /** Cells of the first rows of each table, to see that the world is the one on disk. */
  readonly firstRows: ReadonlyMap<string, readonly unknown[]>;
}

/** Lives a world again, without writing it, and notes who acts: same people, days and seed give the same records. */
export function watchWorld(
  { people, days, seed }: { readonly people: number; readonly days: number; readonly seed: number },
  parameters: Parameters = defaultParameters,
): Actors {
  const built = buildWorld(people, days, seed, parameters);
  const seen = new Map<MentionName, { who: number[]; shown: number[] }>();
  for (const name of mentionNames) seen.set(name, { who: [-1], shown: [-1] });
  const replacements: Replacement[] = [];
  let current: unknown;
  const world = watched(built, replacements, (event) => {
    current = event;
  });
  const firstRows = new Map<string, readonly unknown[]>();
  const owner = new Map(
    Array.from({ length: world.population.total }, (_, i) => [world.population.id(i), i] as const).filter(
      ([id]) => id !== '',
    ),
  );
  const store = {
    add: (table: string, row: readonly unknown[]) => {
      if (!firstRows.has(table)) firstRows.set(table, row);
      for (const [name, who, shown] of actorsOf(table as EventTable, current)) {
        const list = seen.get(name);
        list?.who.push(who);
        // What the office saw is on the record; a slip of the pen is nobody's id, so the deed tells whose it was.
        const id = row[idColumns[name] ?? -1];
        list?.shown.push(typeof id === 'string' ? (owner.get(id) ?? shown) : shown);
      }
    },
  } as unknown as TableStore;
  const sharedFirst = sharedOf(world);
  liveAll(world, store, seed);
  return {
    persons: world.population.total,
    mentions: flat(seen, 'who'),
    shown: flat(seen, 'shown'),
    ids: Array.from({ length: world.population.total }, (_, i) => world.population.id(i)),
    replacements,
    sharedPhones: new Set([...sharedFirst, ...sharedOf(world)]),
    firstRows,
  };
}

function watched(built: World, replacements: Replacement[], onEvent: (event: unknown) => void): World {
  return {
    ...built,
    agenda: {
      add: built.agenda.add,
      take: <T extends EventTable>(table: T, day: number) => {
        const events = built.agenda.take(table, day);
        const one = function* (): Generator<EventsByTable[T]> {
          for (const event of events) {
            onEvent(event);
            yield event;
          }
        };
        return { [Symbol.iterator]: one } as unknown as readonly EventsByTable[T][];
      },
    },
    phones: {
      ...built.phones,
      replace: (person, which, holder, instant) => {
        const number = (): number => (which === 'main' ? built.phones.main(person) : built.phones.trade(person));
        const second = which === 'trade' && built.phones.trade(person) === built.phones.main(person);
        const earlier = built.phones.text(number());
        built.phones.replace(person, which, holder, instant);
        // Who had one number and takes a second goes on with the first.
        if (!second) replacements.push({ earlier, later: built.phones.text(number()), at: instant, person });
      },
    },
  };
}

const noTies: TieBook = Object.freeze({
  meet: () => undefined,
  pair: () => undefined,
  breathe: async () => undefined,
  close: async () => undefined,
});

/** As `generateWorld` does, day by day and with the same streams of chance. */
function liveAll(world: World, store: TableStore, seed: number): void {
  const networks = castNetworks(world, choosePatterns(undefined, undefined), new Rng(seed, 'cast'));
  const enrolled = enrolLookalikes(world, countRoles(world), new Rng(seed, 'lookalikes'));
  const cases = openCases(world, networks, new Rng(seed, 'cases'));
  const writer = makeDayWriter(world, store, noTies, new Rng(seed, 'noise'));
  const calls = openCallBook(world, networks, cases.warrants);
  const [life, trade] = [new Rng(seed, 'life'), new Rng(seed, 'trade')];
  const [others, rings] = [new Rng(seed, 'others'), new Rng(seed, 'calls')];
  for (let day = 0; day < world.calendar.days; day++) {
    for (const network of networks) runNetwork(world, trade, network, day);
    runLookalikes(world, others, enrolled, day);
    liveDay(world, life, day);
    calls.day(rings, day);
    writer.write(day);
  }
}

function actorsOf(table: EventTable, event: unknown): readonly (readonly [MentionName, number, number])[] {
  switch (table) {
    case 'lodging': {
      const { guest, shown } = event as EventsByTable['lodging'];
      return [['guest', guest, shown]];
    }
    case 'transport': {
      const { person, shown } = event as EventsByTable['transport'];
      return [['passenger', person, shown]];
    }
    case 'checkpoint': {
      const { person, shown } = event as EventsByTable['checkpoint'];
      return [['checked', person, shown]];
    }
    case 'parcel': {
      const { sender, recipient } = event as EventsByTable['parcel'];
      return [
        ['sender', sender.person, sender.shown < 0 ? sender.person : sender.shown],
        ['recipient', recipient.person, recipient.person],
      ];
    }
    default:
      return [];
  }
}

function sharedOf(world: World): ReadonlySet<string> {
  const users = new Map<number, number>();
  for (let person = 0; person < world.population.total; person++) {
    for (const phone of new Set([world.phones.main(person), world.phones.trade(person)]))
      users.set(phone, (users.get(phone) ?? 0) + 1);
  }
  return new Set([...users].filter(([, n]) => n > 1).map(([phone]) => world.phones.text(phone)));
}

function flat(seen: ReadonlyMap<MentionName, { who: number[]; shown: number[] }>, which: 'who' | 'shown'): Mentions {
  return Object.fromEntries(
    mentionNames.map((name) => [name, Int32Array.from(seen.get(name)?.[which] ?? [])]),
  ) as Record<MentionName, Int32Array>;
}
