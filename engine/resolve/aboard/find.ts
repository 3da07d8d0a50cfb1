import { config } from '../../config/index.ts';
import type { Lake } from '../../lake/index.ts';
import * as steps from '../sql/aboard.ts';

/**
 * Who was in a car where a gate read its plate alone: a plate says whose car it is, and in a household others drive it
 * too. Expects `person_key` and `tenure`; keeps `driven` (trips without the keeper, with probability) and `driven_record`.
 */
export async function findAboard(lake: Lake): Promise<void> {
  const { tripGapSeconds, besideSeconds, lanePlatesMax, usualTrips, sureFrom } = config.aboard;
  const keep = async (name: string, query: string): Promise<void> => lake.run(lake.dialect.keep(name, query));
  await keep('plate_read', steps.plateRead);
  await keep('plate_trip', steps.plateTrip(tripGapSeconds));
  await keep('read_beside', steps.readBeside(besideSeconds, lanePlatesMax));
  await keep('trip_rider', steps.tripRider);
  await keep('trip', steps.trip);
  const [counts] = await lake.rows<Counts>(steps.aboardCounts);
  await keep('driven', steps.driven(sureFrom, ratesOf(counts, usualTrips)));
  await keep('driven_record', steps.drivenRecord);
  for (const table of ['plate_read', 'plate_trip', 'read_beside', 'trip_rider', 'trip'])
    await lake.run(lake.dialect.drop(table));
}

interface Counts {
  readonly [column: string]: number;
  readonly checked: number;
  readonly with_keeper: number;
  readonly again: number;
  readonly read_again: number;
}

/**
 * Both from the records, with the weight of a few trips of what is usual; six digits, so that the text is short. That
 * somebody read at one gate is read at another of the trip is counted over all pairs of gates, so that who is never read
 * does not matter.
 */
function ratesOf(counts: Counts | undefined, usualTrips: number): steps.AboardRates {
  const { checked = 0, with_keeper = 0, again = 0, read_again = 0 } = counts ?? {};
  const sixDigits = (share: number): number => Math.round(1e6 * share) / 1e6;
  return {
    usualTrips,
    usualWithKeeper: sixDigits((usualTrips * (with_keeper + 1)) / (checked + 2)),
    missed: sixDigits((again - read_again + 1) / (again + 16)),
  };
}
