import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Channel, config } from '../config/index.ts';
import { type Lake, sql } from '../lake/index.ts';
import { tripsOn } from './trips.ts';

/** What two people did together in a channel of crowds in which they are no contact. */
export interface Unlisted {
  readonly trips: number;
  readonly encounters: number;
  /** Encounters that the places and hours of the two give. */
  readonly expectedHabit: number;
  /** Record ids in time order. */
  readonly records: readonly string[];
}

const prior = config.contacts.priorVisitPairs;

/**
 * From the sightings and cells that `findContacts` wrote: people who shared a crowd on one trip are in no table, and may
 * still be asked about. Undefined in channels that list everybody who met.
 */
export async function unlisted(
  lake: Lake,
  dir: string,
  channel: Channel,
  a: number,
  b: number,
  { utcOffsetSeconds, tied }: { readonly utcOffsetSeconds: number; readonly tied: boolean },
): Promise<Unlisted | undefined> {
  const [sightings, cells] = ['sighting', 'cell'].map((name) => join(dir, `${name}_${channel}.parquet`)) as [
    string,
    string,
  ];
  if (!existsSync(sightings)) return undefined;
  const { gapDays, longestDays } = config.channels[channel];
  const seen = (person: number): string => `select * from ${sql.parquet([sightings])} where person = ${person}`;
  const met = await lake.rows<{ cell: number; slot: number; moment: number; one: string; other: string }>(
    `select x.cell, x.slot, case when x.moment > y.moment then x.moment else y.moment end as moment,
       x.record_id as one, y.record_id as other
     from (${seen(a)}) x join (${seen(b)}) y on y.slot = x.slot order by moment, one, other`,
  );
  const habits = await lake.rows<{
    cell: number;
    visits: number;
    encounters_micro: number;
    pairs: number;
    slots: number;
  }>(
    `select c.cell, f.visits * t.visits as visits, c.encounters_micro, c.pairs, c.slots from ${sql.parquet([cells])} c
     join (select cell, count(distinct slot) as visits from (${seen(a)}) as mine group by cell) f on f.cell = c.cell
     join (select cell, count(distinct slot) as visits from (${seen(b)}) as theirs group by cell) t on t.cell = c.cell
     order by c.cell`,
  );
  const slots = new Map(met.map((row) => [row.slot, row]));
  // Who is tied in a channel before is not in the encounters, and cannot be taken out of them.
  const own = (cell: number): number => (tied ? 0 : [...slots.values()].filter((row) => row.cell === cell).length);
  const expectedHabit = habits.reduce((sum, { cell, visits, encounters_micro, pairs, slots: of }) => {
    const rate = (encounters_micro / 1e6 - own(cell) + prior / of) / (prior + Math.max(0, pairs - visits));
    return sum + Math.min(10_000, visits * rate);
  }, 0);
  const days = [...slots.values()].map(({ moment }) => Math.floor((moment + utcOffsetSeconds) / 86400));
  return {
    trips: tripsOn(days, gapDays, longestDays),
    encounters: slots.size,
    expectedHabit,
    records: met.flatMap(({ one, other }) => [one, other]),
  };
}
