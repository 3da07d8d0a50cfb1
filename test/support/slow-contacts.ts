import { type Channel, channels, config } from '../../engine/config/index.ts';
import type { ContactRow, EdgeRow, Events } from './events.ts';
import { type ChannelSeen, encountersOf, meetingsOf } from './slow-meetings.ts';

/** Contacts and their statistics written as loops and sums: the slow and obvious form of SQL and kernel. */

const limit = config.contacts;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

/** Independent trips or stays on the days given. */
export function tripsOn(days: readonly number[], gapDays: number, longestDays: number): number {
  const sorted = [...new Set(days)].sort((x, y) => x - y);
  let trips = 0;
  let start = -Infinity;
  let before = -Infinity;
  for (const day of sorted) {
    if (day - before > gapDays) start = day;
    if (day === start || Math.floor((day - start) / longestDays) > Math.floor((before - start) / longestDays))
      trips += 1;
    before = day;
  }
  return trips;
}

/** P(X >= count) by adding up the masses from there on. */
function poissonTail(count: number, mean: number): number {
  let mass = Math.exp(-mean);
  for (let j = 1; j <= count; j++) mass *= mean / j;
  let tail = 0;
  for (let j = count; mass > 0 && j < count + 400; j++) {
    tail += mass;
    mass *= mean / (j + 1);
  }
  return Math.min(1, tail);
}

/** Expected encounters of two people, cell by cell, all pairs of visits counted one by one. */
export function expectedHabit(seen: ChannelSeen, a: number, b: number, met: ReadonlyMap<string, number>): number {
  let pico = 0;
  for (const [cell, visits] of seen.from.get(a) ?? []) {
    const both = visits * (seen.to.get(b)?.get(cell) ?? 0);
    if (both === 0) continue;
    const others = pairsOfVisits(seen, cell) - both;
    const rate =
      ((seen.encounters.get(cell) ?? 0) -
        (seen.ownLeftOut === true ? 0 : (met.get(cell) ?? 0)) +
        limit.priorVisitPairs / (seen.slots.get(cell) ?? 1)) /
      (Math.max(others, 0) + limit.priorVisitPairs);
    pico += Math.ceil(1e12 * Math.min(10000, both * rate));
  }
  return Math.max(pico, 1) * 1e-12;
}

/** Expected encounters of two people from how often each is seen anywhere. */
export function expectedGlobal(seen: ChannelSeen, a: number, b: number): number {
  const visits = (side: ChannelSeen['from'], who: number): number => sum([...(side.get(who)?.values() ?? [])]);
  const share = sum([...seen.encounters.values()]) / pairsOfVisits(seen, undefined);
  return visits(seen.from, a) * visits(seen.to, b) * share;
}

function pairsOfVisits({ from, to, directed }: ChannelSeen, cell: string | undefined): number {
  const all = (cells: ReadonlyMap<string, number>): number =>
    cell === undefined ? sum([...cells.values()]) : (cells.get(cell) ?? 0);
  let pairs = 0;
  for (const [p, mine] of from) for (const [o, theirs] of to) if (p !== o) pairs += all(mine) * all(theirs);
  return directed ? pairs : pairs / 2;
}

function possiblePairs({ from, to, directed }: ChannelSeen): number {
  let pairs = 0;
  for (const p of from.keys()) for (const o of to.keys()) if (p !== o) pairs += 1;
  return directed ? pairs : pairs / 2;
}

export function slowContacts(events: Events, offset = 28800): ContactRow[] {
  const seen = meetingsOf(events, offset);
  const rows: ContactRow[] = [];
  for (const channel of channels)
    rows.push(...contactsOfChannel(channel, withoutTied(channel, seen[channel], rows), offset));
  return rows.sort((x, y) => x.a - y.a || x.b - y.b || compare(x.channel, y.channel));
}

/** Where strangers meet, those tied in a channel before and small parties are no chance. */
export function withoutTied(channel: Channel, seen: ChannelSeen, before: readonly ContactRow[]): ChannelSeen {
  if (channel !== 'hotel_night' && channel !== 'seat' && channel !== 'service') return seen;
  const tied = new Set(
    before
      .filter(({ inherent, log10_q }) => inherent === 1 || log10_q <= Math.log10(limit.falseDiscoveryMost))
      .map(({ a, b }) => `${Math.min(a, b)} ${Math.max(a, b)}`),
  );
  const { inherentCrowdMax } = config.channels[channel];
  const chance = seen.meetings.filter(({ a, b, crowd }) => !tied.has(`${a} ${b}`) && crowd > inherentCrowdMax);
  return { ...seen, chance, encounters: encountersOf(chance) };
}

function contactsOfChannel(channel: Channel, seen: ChannelSeen, offset: number): ContactRow[] {
  const { gapDays, longestDays, reliability, inherentCrowdMax, party } = config.channels[channel];
  const pairs = new Map<string, ChannelSeen['meetings'][number][]>();
  for (const meeting of seen.meetings) {
    const key = `${meeting.a} ${meeting.b}`;
    pairs.set(key, [...(pairs.get(key) ?? []), meeting]);
  }
  const rows = [...pairs.values()]
    .filter((list) => pairedUp(channel, list, offset))
    .map((list) => {
      const { a, b } = list[0] as (typeof list)[number];
      list.sort((x, y) => x.moment - y.moment || compare(x.records, y.records));
      const slots = new Map<string, { cell: string; moment: number; records: string }>();
      for (const { cell, slot, moment, records } of list)
        if (!slots.has(`${cell} ${slot}`)) slots.set(`${cell} ${slot}`, { cell, moment, records });
      const met = new Map<string, number>();
      const byChance = new Set((seen.chance ?? seen.meetings).map((meeting) => meeting.records));
      for (const { cell, records } of slots.values())
        if (byChance.has(records)) met.set(cell, (met.get(cell) ?? 0) + 1);
      const days = [...slots.values()].map(({ moment }) => Math.floor((moment + offset) / 86400));
      const trips = tripsOn(days, gapDays, longestDays);
      const habit = (expectedHabit(seen, a, b, met) * trips) / slots.size;
      const global = (expectedGlobal(seen, a, b) * trips) / slots.size;
      const expected = Math.max(habit, global);
      const crowd = Math.min(...list.map((meeting) => meeting.crowd));
      const inherent = crowd <= inherentCrowdMax ? 1 : 0;
      const ratio = trips > expected ? trips * Math.log(trips / expected) - (trips - expected) : 0;
      const evidence = Math.min(limit.evidenceMost, Math.max(ratio, inherent === 1 ? limit.inherentEvidence : 0));
      return {
        a,
        b,
        channel,
        meetings: trips,
        encounters: slots.size,
        weight_micro: Math.max(1, Math.round((1e6 * reliability * evidence) / (party ? crowd - 1 : 1))),
        first_at: Math.min(...list.map(({ moment }) => moment)),
        last_at: Math.max(...list.map(({ moment }) => moment)),
        records: list.map(({ records }) => records).join(' '),
        expected,
        expected_habit: habit,
        expected_global: global,
        log10_p: Math.log10(poissonTail(trips, expected)),
        inherent,
        ...lagsOf(list.flatMap(({ lag }) => lag ?? [])),
      };
    });
  const possible = possiblePairs(seen);
  const strangers = strangersOf(channel, seen);
  return rows.map((row) => {
    const q = rows
      .filter(({ log10_p }) => log10_p >= row.log10_p)
      .map(({ log10_p }) => {
        const rank = rows.filter((other) => other.log10_p <= log10_p).length;
        if (strangers === undefined) return log10_p + Math.log10(possible / rank);
        const wrong = sum(strangers.filter((one) => one.log10P <= log10_p + 1e-9).map(({ number }) => number));
        return Math.max(log10_p, Math.log10(wrong / rank));
      });
    return { ...row, log10_q: Math.min(0, ...q) };
  });
}

/** Where people meet by chance: each pair's chance of each count, with the p that this count would have. */
function strangersOf(channel: Channel, seen: ChannelSeen): { log10P: number; number: number }[] | undefined {
  if (channel !== 'hotel_night' && channel !== 'seat' && channel !== 'service') return undefined;
  const found: { log10P: number; number: number }[] = [];
  const people = [...seen.from.keys()];
  for (const a of people)
    for (const b of people) {
      if (a >= b) continue;
      const cells = [...(seen.from.get(a)?.keys() ?? [])].filter((cell) => seen.from.get(b)?.has(cell));
      if (cells.length === 0) continue;
      let chances = [1];
      let [mean, own, standIn] = [0, 0, 0];
      for (const cell of cells) {
        const [mine, theirs] = [seen.from.get(a)?.get(cell) ?? 0, seen.from.get(b)?.get(cell) ?? 0];
        const pairs = pairsOfVisits(seen, cell);
        const share = pairs > 0 ? (seen.encounters.get(cell) ?? 0) / pairs : 0;
        chances = added(chances, matchesOf(mine, theirs, share));
        const strength = limit.priorVisitPairs + Math.max(0, pairs - mine * theirs);
        mean += mine * theirs * share;
        own += (mine * theirs * share * mine * theirs) / strength;
        standIn += (mine * theirs * limit.priorVisitPairs) / (seen.slots.get(cell) ?? 1) / strength;
      }
      const habit = expectedHabit(seen, a, b, new Map());
      const left = (count: number): number => Math.max(standIn, habit - (mean > 0 ? (count * own) / mean : 0));
      const global = expectedGlobal(seen, a, b);
      for (const [count, number] of chances.entries())
        if (count >= (channel === 'seat' ? 1 : 2) && count <= 12 && number > 1e-9)
          found.push({ log10P: Math.log10(poissonTail(count, Math.max(global, left(count)))), number });
    }
  return found;
}

/** Chance of 0, 1, ... coincidences: of so many occasions each takes some, no one twice; the share of all is what two have. */
function matchesOf(mine: number, theirs: number, share: number): number[] {
  if (share === 0) return [1];
  const occasions = Math.max(1 / share, mine, theirs);
  const ways: number[] = [];
  for (let k = 0; k <= Math.min(mine, theirs); k++) ways.push(choose(mine, k) * choose(occasions - mine, theirs - k));
  return ways.map((way) => way / sum(ways));
}

/** n over k; 0 where there are fewer than k, of n that is not whole too. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways *= Math.max(0, n - i) / (i + 1);
  return ways;
}

function added(x: readonly number[], y: readonly number[]): number[] {
  const result = new Array<number>(x.length + y.length - 1).fill(0);
  for (const [i, p] of x.entries()) for (const [j, r] of y.entries()) result[i + j] = (result[i + j] as number) + p * r;
  return result;
}

/** In a channel of crowds, who met in no small party and not on days far enough apart for two trips is not looked at. */
function pairedUp(channel: Channel, list: readonly ChannelSeen['meetings'][number][], offset: number): boolean {
  if (channel !== 'service' && channel !== 'hotel_night') return true;
  const { gapDays, longestDays, inherentCrowdMax } = config.channels[channel];
  const days = list.map(({ moment }) => Math.floor((moment + offset) / 86400));
  const apart = Math.max(...days) - Math.min(...days);
  return apart >= Math.min(gapDays + 1, longestDays) || list.some(({ crowd }) => crowd <= inherentCrowdMax);
}

function lagsOf(lags: readonly number[]): Pick<ContactRow, 'lag_mean_s' | 'lag_spread_s' | 'lag_same_sign'> {
  if (lags.length === 0) return { lag_mean_s: null, lag_spread_s: null, lag_same_sign: null };
  const mean = sum(lags) / lags.length;
  const ahead = lags.filter((lag) => lag < 0).length;
  const behind = lags.filter((lag) => lag > 0).length;
  return {
    lag_mean_s: mean,
    lag_spread_s: Math.sqrt(sum(lags.map((lag) => (lag - mean) ** 2)) / lags.length),
    lag_same_sign: Math.max(ahead, behind) / lags.length,
  };
}

export function slowEdges(contacts: readonly ContactRow[]): EdgeRow[] {
  const edges = new Map<string, EdgeRow & { ties: boolean }>();
  for (const { a, b, meetings, weight_micro, inherent, log10_q } of contacts) {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const edge = edges.get(`${low} ${high}`) ?? { a: low, b: high, weight_micro: 0, meetings: 0, ties: false };
    edge.weight_micro += weight_micro;
    edge.meetings += meetings;
    edge.ties ||= inherent === 1 || log10_q <= Math.log10(limit.falseDiscoveryMost);
    edges.set(`${low} ${high}`, edge);
  }
  return [...edges.values()]
    .filter(({ ties }) => ties)
    .map(({ a, b, weight_micro, meetings }) => ({ a, b, weight_micro, meetings }))
    .sort((x, y) => x.a - y.a || x.b - y.b);
}
