import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { integer, table, tieChannels, tieKinds } from '../../schema/index.ts';
import { sumTies } from './add-ties.ts';
import type { Gathering, Presence } from './company.ts';
import { openTableStore, type TableStore } from './table-store.ts';

export type TieChannel = (typeof tieChannels)[number];
export type TieKind = (typeof tieKinds)[number];

/** Who really acted together, told as rows are written: what no record shows is not in it. */
export interface TieBook {
  /** Somebody of a gathering is written down: `near` those of the same group, `far` from the rest. */
  meet(gathering: Gathering | undefined, one: Presence, near: TieChannel, far: TieChannel): void;
  /** Two people in one record; -1 is nobody. */
  pair(one: number, other: number, channel: TieChannel, when: number): void;
  breathe(): Promise<void>;
  /** Adds up and writes the file; `keyOf` names each of so many people. */
  close(file: string, people: number, keyOf: (person: number) => string): Promise<void>;
}

/** One occasion of one pair, by person and by position in `tieChannels` and `tieKinds`. */
const told = table({
  name: 'told',
  kind: 'register',
  about: 'one occasion of one pair',
  key: ['a', 'b', 'channel', 'moment'],
  fields: {
    a: integer('the lower person'),
    b: integer('the higher person'),
    channel: integer('position in tieChannels'),
    kind: integer('position in tieKinds'),
    moment: integer('epoch seconds'),
  },
});

const most = 2 ** 23;

/** Where occasions wait in part files until they are added up, so that memory does not grow with them. */
export interface Told {
  readonly store: TableStore;
  readonly scratch: string;
}

export async function openTold(scratch: string): Promise<Told> {
  return Object.freeze({ store: await openTableStore(scratch, 'parquet', [told]), scratch });
}

/** `why` says what ties two people. */
export function makeTieBook({ store, scratch }: Told, why: (a: number, b: number) => TieKind): TieBook {
  const pair = (one: number, other: number, channel: TieChannel, when: number): void => {
    if (one < 0 || other < 0 || one === other) return;
    const [a, b] = one < other ? [one, other] : [other, one];
    store.add('told', [a, b, tieChannels.indexOf(channel), tieKinds.indexOf(why(a, b)), when]);
  };
  return Object.freeze({
    pair,
    meet: (gathering: Gathering | undefined, one: Presence, near: TieChannel, far: TieChannel) => {
      if (gathering === undefined || one.person < 0) return;
      const { company } = gathering;
      for (const other of gathering.present ?? []) {
        if (other.person === one.person || !together(one, other)) continue;
        const channel = other.group === one.group ? near : far;
        const key =
          (Math.min(one.person, other.person) * most + Math.max(one.person, other.person)) * 16 +
          tieChannels.indexOf(channel);
        if (company.told?.has(key)) continue;
        company.told ??= new Set();
        company.told.add(key);
        pair(one.person, other.person, channel, one.from);
      }
      if (gathering.present === undefined) gathering.present = [one];
      else gathering.present.push(one);
    },
    breathe: () => store.breathe(),
    close: async (file: string, people: number, keyOf: (person: number) => string) => {
      const parts = await store.close();
      await sumTies(
        parts.map((part) => join(scratch, part)),
        file,
        { people, keyOf },
        scratch,
      );
      await rm(scratch, { recursive: true, force: true });
    },
  });
}

function together(one: Presence, other: Presence): boolean {
  return one.place === other.place && one.from < other.until && other.from < one.until;
}
