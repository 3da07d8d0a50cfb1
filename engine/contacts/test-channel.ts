import { type Channel, config } from '../config/index.ts';
import { type CountedPairs, testPairs } from '../kernel/tested-pairs.ts';
import type { Column, ColumnTable, Lake } from '../lake/index.ts';
import { activity, type ChannelSql, countedPairs } from './sql/index.ts';
import { strangersOf } from './strangers.ts';
import type { ChannelReport } from './types.ts';

interface Activity {
  readonly [column: string]: number;
  readonly from_people: number;
  readonly to_people: number;
  readonly own_people: number;
  readonly from_visits: number;
  readonly to_visits: number;
  readonly own_visits: number;
  readonly encounters_micro: number;
}

/**
 * Tests every pair counted in one channel and keeps the result as the table `tested`. Encounters of one trip come
 * together (several gates, out and back), so the expected number of encounters is divided by the pair's own number of
 * encounters a trip: the test compares trips with trips.
 */
export async function testChannel(
  lake: Lake,
  channel: Channel,
  sql: ChannelSql,
): Promise<Omit<ChannelReport, 'capped'>> {
  const [seen] = await lake.rows<Activity>(activity(sql));
  const table = await lake.columns(countedPairs(sql));
  const column = (name: string): Column['values'] => (table.columns[name] as Column).values;
  const numbers = (name: string): Float64Array => Float64Array.from(column(name) as ArrayLike<number>);
  const [trips, encounters, visitsA, visitsB] = [
    numbers('trips'),
    numbers('encounters'),
    numbers('visits_a'),
    numbers('visits_b'),
  ];
  const perTrip = (i: number): number => (trips[i] as number) / (encounters[i] as number);
  const share = seen === undefined ? 0 : globalShare(sql, seen);
  const expectedHabit = numbers('expected_pico').map((pico, i) => Math.max(pico, 1) * 1e-12 * perTrip(i));
  const expectedGlobal = visitsA.map((visits, i) => visits * (visitsB[i] as number) * share * perTrip(i));
  const possible = seen === undefined ? 0 : possiblePairs(sql, seen);
  const { expected, log10P, log10Q, logLikelihoodRatio } = testPairs({
    count: trips,
    expectedHabit,
    expectedGlobal,
    possible,
    ...(sql.strangers === undefined ? {} : { strangers: await ladderOf(lake, sql.strangers.tripsMin, share) }),
  });
  const { reliability, inherentCrowdMax, party } = config.channels[channel];
  const crowd = numbers('crowd');
  const inherent = crowd.map((people) => (people <= inherentCrowdMax ? 1 : 0));
  const weightMicro = logLikelihoodRatio.map((ratio, i) => {
    const sharedBy = party ? (crowd[i] as number) - 1 : 1;
    return Math.max(1, Math.round((1e6 * reliability * evidence(ratio, inherent[i] === 1)) / sharedBy));
  });
  await keepTested(lake, table, {
    meetings: trips,
    encounters,
    expected,
    expected_habit: expectedHabit,
    expected_global: expectedGlobal,
    log10_p: log10P,
    log10_q: log10Q,
    inherent,
    weight_micro: weightMicro,
  });
  const limit = Math.log10(config.contacts.falseDiscoveryMost);
  const passed = log10P.filter((_, i) => (log10Q[i] as number) <= limit);
  const passesLog10P =
    passed.length > 0 ? passed.reduce((most, p) => Math.max(most, p)) : limit - Math.log10(Math.max(1, possible));
  return { pairs: trips.length, possible, tested: passed.length, passesLog10P, share };
}

async function ladderOf(lake: Lake, countMin: number, share: number): Promise<NonNullable<CountedPairs['strangers']>> {
  return { ladder: await strangersOf(lake, countMin, share), countMin };
}

/** Nats, bounded so that one channel never outweighs all others; a tie by itself says something however busy the two are. */
function evidence(ratio: number, inherent: boolean): number {
  const { evidenceMost, inherentEvidence } = config.contacts;
  return Math.min(evidenceMost, inherent ? Math.max(ratio, inherentEvidence) : ratio);
}

/** Of all pairs of visits by different people, wherever and whenever, the share that met. */
function globalShare({ visits }: ChannelSql, seen: Activity): number {
  const pairs = seen.from_visits * seen.to_visits - seen.own_visits;
  return pairs > 0 ? (1e-6 * seen.encounters_micro * (typeof visits === 'string' ? 2 : 1)) / pairs : 0;
}

function possiblePairs({ visits }: ChannelSql, seen: Activity): number {
  const ordered = seen.from_people * seen.to_people - seen.own_people;
  return typeof visits === 'string' ? ordered / 2 : ordered;
}

async function keepTested(
  lake: Lake,
  { rows, columns }: ColumnTable,
  found: Readonly<Record<string, Float64Array>>,
): Promise<void> {
  const valid = new Uint8Array(rows).fill(1);
  const made = Object.entries(found).map(([name, values]): [string, Column] => [
    name,
    { kind: 'float64', values, valid },
  ]);
  await lake.createTable('tested', {
    rows,
    columns: { a: columns.a as Column, b: columns.b as Column, ...Object.fromEntries(made) },
  });
}
