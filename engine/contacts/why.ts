import { join } from 'node:path';
import { type Channel, channels, config } from '../config/index.ts';
import { logPoissonTail } from '../kernel/poisson-tail.ts';
import { recordIdsOf } from '../kernel/record-ids.ts';
import { type Lake, sql } from '../lake/index.ts';
import type { ChannelAnswer, PairAnswer } from './types.ts';
import { type Unlisted, unlisted } from './unlisted.ts';

interface ContactRow {
  readonly [column: string]: string | number | null;
  readonly a: number;
  readonly b: number;
  readonly channel: Channel;
  readonly meetings: number;
  readonly encounters: number;
  readonly weight_micro: number;
  readonly expected: number;
  readonly log10_p: number;
  readonly log10_q: number;
  readonly inherent: number;
  readonly records: string;
}

interface ChannelRow {
  readonly [column: string]: string | number;
  readonly channel: Channel;
  readonly passes_log10_p: number;
  readonly share: number;
}

const limit = Math.log10(config.contacts.falseDiscoveryMost);
/** No more trips than this are asked for. */
const neededMost = 10_000;

/**
 * Why two people are a contact, channel by channel, and why not: what was seen, what chance gives, and how many trips
 * would have passed. Reads what `findContacts` wrote to `dir`; in channels where they never met the expectation is
 * that of the global null, from how often each of them is seen there at all.
 */
export async function why(
  lake: Lake,
  dir: string,
  a: number,
  b: number,
  utcOffsetSeconds = 28800,
): Promise<PairAnswer> {
  const table = (name: string): string => sql.parquet([join(dir, `${name}.parquet`)]);
  const rows = await lake.rows<ContactRow>(
    `select * from ${table('contact')} where (a = ${a} and b = ${b}) or (a = ${b} and b = ${a}) order by a, b, channel`,
  );
  const tested = await lake.rows<ChannelRow>(`select * from ${table('channel')}`);
  const visits = await lake.rows<{ channel: Channel; side: string; person: number; visits: number }>(
    `select channel, side, person, visits from ${table('activity')} where person = ${a} or person = ${b}`,
  );
  const [edge] = await lake.rows<{ weight_micro: number }>(
    `select weight_micro from ${table('edge')} where a = ${Math.min(a, b)} and b = ${Math.max(a, b)}`,
  );
  const visitsOf = (channel: Channel, side: string, person: number): number =>
    visits.find((row) => row.channel === channel && row.side === side && row.person === person)?.visits ?? 0;
  const tiedBefore = (channel: Channel): boolean =>
    rows.some(
      (row) =>
        channels.indexOf(row.channel) < channels.indexOf(channel) && (row.inherent === 1 || row.log10_q <= limit),
    );
  const answers: ChannelAnswer[] = [];
  for (const channel of channels) {
    const { directed } = config.channels[channel];
    const seen = tested.find((row) => row.channel === channel);
    const ways = directed
      ? ([
          [a, b],
          [b, a],
        ] as const)
      : ([[Math.min(a, b), Math.max(a, b)]] as const);
    for (const [from, to] of ways) {
      const met = rows.find((row) => row.channel === channel && row.a === from && row.b === to);
      const passes = seen?.passes_log10_p ?? -Infinity;
      if (met !== undefined) {
        answers.push(metAnswer(met, passes));
        continue;
      }
      const both = visitsOf(channel, 'from', from) * visitsOf(channel, directed ? 'to' : 'from', to);
      const once =
        both > 0
          ? await unlisted(lake, dir, channel, from, to, { utcOffsetSeconds, tied: tiedBefore(channel) })
          : undefined;
      answers.push(unmetAnswer(channel, from, to, both * (seen?.share ?? 0), passes, once));
    }
  }
  return Object.freeze({
    a,
    b,
    contact: edge !== undefined,
    weight: (edge?.weight_micro ?? 0) / 1e6,
    channels: answers,
  });
}

function metAnswer(met: ContactRow, passes: number): ChannelAnswer {
  const tested = met.log10_q <= limit;
  return {
    channel: met.channel,
    from: met.a,
    to: met.b,
    verdict: tested ? 'tested' : met.inherent === 1 ? 'tie_by_itself' : 'within_chance',
    trips: met.meetings,
    encounters: met.encounters,
    expected: met.expected,
    log10P: met.log10_p,
    log10Q: met.log10_q,
    weight: met.weight_micro / 1e6,
    tripsNeeded: tripsNeeded(met.expected, passes),
    records: recordIdsOf(met.records),
  };
}

function unmetAnswer(
  channel: Channel,
  from: number,
  to: number,
  expectedGlobal: number,
  passes: number,
  once: Unlisted | undefined,
): ChannelAnswer {
  const { trips = 0, encounters = 0, records = [] } = once ?? {};
  const perTrip = trips > 0 ? trips / encounters : 1;
  const expected = Math.max(expectedGlobal, once?.expectedHabit ?? 0) * perTrip;
  return {
    channel,
    from,
    to,
    verdict: trips > 0 ? 'within_chance' : expected > 0 ? 'never_met' : 'never_there',
    trips,
    encounters,
    expected,
    log10P: trips > 0 ? logPoissonTail(trips, expected) / Math.LN10 : 0,
    log10Q: 0,
    weight: 0,
    tripsNeeded: expected > 0 ? tripsNeeded(expected, passes) : null,
    records,
  };
}

/** The least number of trips whose p would pass; null where no number within reason does. */
function tripsNeeded(expected: number, passesLog10P: number): number | null {
  for (let trips = 1; trips <= neededMost; trips++)
    if (logPoissonTail(trips, expected) <= passesLog10P * Math.LN10) return trips;
  return null;
}
